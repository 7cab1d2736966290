package dev.decorum.conduct.rules;

import dev.decorum.conduct.Channel;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Question;
import dev.decorum.conduct.Wishes;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Zone;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads packs, and gives their phrases to the common automaton.
final class PackReader {

  private static final Set<String> PACK_KEYS =
      Set.of(
          "guideline",
          "version",
          "language",
          "title",
          "requirement",
          "category",
          "level",
          "why",
          "source",
          "wording",
          "rules");

  /// What rules look for, and what such a rule is called.
  private static final Map<String, String> KIND_NAMES =
      Map.of(
          "phrases", "phrase",
          "swap", "substitution",
          "metric", "metric",
          "missing", "absence",
          "dialogue", "dialogue",
          "code", "code");

  private static final Set<String> RULE_KEYS = new HashSet<>(KIND_NAMES.keySet());

  static {
    RULE_KEYS.addAll(
        Set.of(
            "id",
            "category",
            "level",
            "why",
            "wording",
            "requirement",
            "kind",
            "lists",
            "case",
            "channels",
            "zones",
            "first_contact",
            "answering",
            "fewest_words",
            "examples"));
    RULE_KEYS.addAll(
        Set.of(
            "except",
            "unless",
            "not_after",
            "not_before",
            "unless_sentence",
            "if_sentence",
            "unless_reply",
            "if_reply",
            "unless_client",
            "if_client"));
  }

  private static final Set<String> EXAMPLE_KEYS =
      Set.of(
          "text",
          "found",
          "client_message",
          "client_name",
          "name_to_use",
          "formal",
          "agent_name",
          "channel",
          "first_contact",
          "sent_at",
          "other_clients",
          "internal_notes");

  /// When examples are sent that do not say when: a Friday morning.
  private static final ZonedDateTime SENT =
      ZonedDateTime.parse("2026-11-20T10:15:00+01:00[Europe/Berlin]");

  private final Language language;
  private final Sets sets;
  private final Checks checks;
  private final int allowed;
  private final int negations;

  /// @param allowed the set of words that no rule objects to
  /// @param negations the set of words that negate
  PackReader(Language language, Sets sets, Checks checks, int allowed, int negations) {
    this.language = language;
    this.sets = sets;
    this.checks = checks;
    this.allowed = allowed;
    this.negations = negations;
  }

  /// A rule ready for work.
  record Ready(Rule rule, Limits limits, Kind kind, List<Example> examples, Place place) {

    Ready at(Level level) {
      return new Ready(rule.at(level), limits, kind, examples, place);
    }
  }

  List<Ready> read(Source source) {
    var root = Entry.read(source.file(), source.yaml());
    var pack = root.map(PACK_KEYS);
    var name = required(root, pack, "guideline").text();
    var spoken = pack.get("language");
    if (spoken != null && !spoken.text().equals(language.tag())) {
      throw spoken.problem("this pack is for another language than " + language.tag());
    }
    var all = new ArrayList<Ready>();
    for (var entry : required(root, pack, "rules").list()) {
      try {
        all.add(rule(name, pack, entry));
      } catch (PackProblem problem) {
        throw problem.in(id(entry));
      }
    }
    return all;
  }

  private static @Nullable String id(Entry rule) {
    return rule.isMap() ? rule.word("id") : null;
  }

  /// A rule from elsewhere that leaves allowed words alone too.
  Ready allowing(Ready rule) {
    return new Ready(
        rule.rule(), rule.limits().allowing(allowed), rule.kind(), rule.examples(), rule.place());
  }

  private Ready rule(String pack, Map<String, Entry> defaults, Entry entry) {
    var keys = new HashMap<>(entry.map(RULE_KEYS));
    for (var name : List.of("category", "level", "why", "wording", "requirement")) {
      if (defaults.containsKey(name)) {
        keys.putIfAbsent(name, defaults.get(name));
      }
    }
    var kind = kind(entry, keys);
    var examples = examples(entry, keys);
    var wording = keys.get("wording");
    var rule =
        new Rule(
            required(entry, keys, "id").text(),
            pack,
            required(entry, keys, "category").text(),
            required(entry, keys, "level").constant(Level.class),
            required(entry, keys, "why").text(),
            wording == null ? null : wording.text(),
            required(entry, keys, "requirement").text(),
            kind.name(),
            examples.stream().filter(Example::matches).map(Example::text).toList(),
            examples.stream().filter(example -> !example.matches()).map(Example::text).toList());
    return new Ready(rule, limits(keys), kind, examples, entry.place());
  }

  private static Entry required(Entry owner, Map<String, Entry> keys, String name) {
    var entry = keys.get(name);
    if (entry == null) {
      throw owner.problem("the key %s is missing".formatted(name));
    }
    return entry;
  }

  private Kind kind(Entry rule, Map<String, Entry> keys) {
    var kinds = keys.keySet().stream().filter(KIND_NAMES::containsKey).sorted().toList();
    if (kinds.size() != 1) {
      throw rule.problem(
          kinds.isEmpty()
              ? "what the rule looks for is missing; one of "
                  + String.join(", ", KIND_NAMES.keySet().stream().sorted().toList())
              : "a rule looks for one thing, here are " + String.join(" and ", kinds));
    }
    var named = keys.get("kind");
    if (named != null && !named.text().equals(KIND_NAMES.get(kinds.getFirst()))) {
      throw named.problem("with %s this is a rule of another kind".formatted(kinds.getFirst()));
    }
    if (keys.containsKey("lists") && !kinds.getFirst().equals("code")) {
      throw keys.get("lists").problem("only rules with code have lists");
    }
    var entry = keys.get(kinds.getFirst());
    if (entry == null) {
      throw rule.problem("what the rule looks for is missing");
    }
    return switch (kinds.getFirst()) {
      case "phrases" -> {
        var exact = Entry.flag(keys.get("case"));
        yield new Kind.Phrase(
            entry.texts().stream().anyMatch(text -> text.contains("...")) ? "pattern" : "phrase",
            set(entry),
            exact ? Set.copyOf(entry.texts()) : Set.of());
      }
      case "swap" -> swap(entry);
      case "metric" -> metric(entry);
      case "missing" -> new Kind.Absence(set(entry));
      case "dialogue" -> new Kind.Dialogue(entry.constant(Question.State.class));
      default -> code(entry, keys.get("lists"));
    };
  }

  private int set(@Nullable Entry entry) {
    return entry == null ? Sets.NONE : sets.add(entry.texts(), entry.place());
  }

  private Kind swap(Entry entry) {
    var wordings = new ArrayList<String>();
    var first = sets.count();
    entry
        .map()
        .forEach(
            (words, better) -> {
              sets.add(List.of(words), better.place());
              wordings.add(better.text());
            });
    return new Kind.Substitution(first, wordings);
  }

  private static Kind metric(Entry entry) {
    var keys = entry.map(Set.of("formula", "per", "over", "under"));
    var formula = required(entry, keys, "formula");
    var over = keys.get("over");
    var under = keys.get("under");
    if (over == null && under == null) {
      throw entry.problem("a bound is missing: over or under");
    }
    var most = over == null ? Double.POSITIVE_INFINITY : over.decimal();
    var least = under == null ? Double.NEGATIVE_INFINITY : under.decimal();
    var per = keys.get("per");
    var scope = per == null ? "reply" : per.text();
    if (!scope.equals("reply") && !scope.equals("sentence")) {
      throw entry.problem("per is either reply or sentence");
    }
    try {
      return new Kind.Metric(
          Formula.of(formula.text()),
          scope.equals("sentence"),
          new Kind.Metric.Bounds(least, most));
    } catch (IllegalArgumentException unreadable) {
      throw formula.problem(String.valueOf(unreadable.getMessage()));
    }
  }

  private Kind code(Entry entry, @Nullable Entry lists) {
    var check = checks.checks().get(entry.text());
    if (check == null) {
      throw entry.problem("there is no code of this name" + names(checks.checks()));
    }
    var named = new LinkedHashMap<String, Integer>();
    if (lists != null) {
      lists.map().forEach((name, phrases) -> named.put(name, set(phrases)));
    }
    return new Kind.Code(entry.text(), check, named);
  }

  private Limits limits(Map<String, Entry> keys) {
    var fewest = keys.get("fewest_words");
    var first = keys.get("first_contact");
    var answering = keys.get("answering");
    return new Limits(
        constants(keys.get("channels"), Channel.class, EnumSet.allOf(Channel.class)),
        constants(
            keys.get("zones"),
            Zone.class,
            EnumSet.complementOf(EnumSet.of(Zone.QUOTED, Zone.CODE))),
        first == null ? null : Boolean.valueOf(first.flag()),
        answering == null ? null : Boolean.valueOf(answering.flag()),
        fewest == null ? 0 : fewest.number(),
        set(keys.get("except")),
        set(keys.get("not_after")),
        set(keys.get("not_before")),
        set(keys.get("unless_sentence")),
        set(keys.get("if_sentence")),
        set(keys.get("unless_reply")),
        set(keys.get("if_reply")),
        set(keys.get("unless_client")),
        set(keys.get("if_client")),
        allowed,
        negations,
        excuses(keys.get("unless")));
  }

  private List<Excuse> excuses(@Nullable Entry entry) {
    if (entry == null) {
      return List.of();
    }
    return (entry.isList() ? entry.list() : List.of(entry)).stream().map(this::excuse).toList();
  }

  private Excuse excuse(Entry entry) {
    var always = Limits.EXCUSES.get(entry.text());
    var excuse = always == null ? checks.excuses().get(entry.text()) : always;
    if (excuse == null) {
      throw entry.problem("there is no excuse of this name" + names(checks.excuses()));
    }
    return excuse;
  }

  private static String names(Map<String, ?> known) {
    return known.isEmpty()
        ? ""
        : "; known are " + String.join(", ", known.keySet().stream().sorted().toList());
  }

  private static <E extends Enum<E>> Set<E> constants(
      @Nullable Entry entry, Class<E> type, EnumSet<E> all) {
    if (entry == null) {
      return all;
    }
    var some = EnumSet.noneOf(type);
    (entry.isList() ? entry.list() : List.of(entry)).forEach(each -> some.add(each.constant(type)));
    return some;
  }

  private List<Example> examples(Entry rule, Map<String, Entry> keys) {
    var all = new ArrayList<Example>();
    var kinds = required(rule, keys, "examples").map(Set.of("match", "miss"));
    for (var kind : List.of("match", "miss")) {
      for (var each : required(rule, kinds, kind).list()) {
        all.add(example(each, kind.equals("match")));
      }
    }
    if (all.stream().noneMatch(Example::matches) || all.stream().allMatch(Example::matches)) {
      throw rule.problem("a rule has at least one example to match and one to miss");
    }
    return all;
  }

  private Example example(Entry entry, boolean matches) {
    var context = Context.sentAt(SENT).in(locale());
    if (!entry.isMap()) {
      return new Example(entry.text(), context, matches, null, entry.place());
    }
    var keys = entry.map(EXAMPLE_KEYS);
    var sent = keys.get("sent_at");
    if (sent != null) {
      context = Context.sentAt(time(sent)).in(locale());
    }
    var channel = keys.get("channel");
    return new Example(
        required(entry, keys, "text").text(),
        context
            .answering(text(keys.get("client_message")))
            .between(text(keys.get("agent_name")), text(keys.get("client_name")))
            .by(channel == null ? Channel.EMAIL : channel.constant(Channel.class))
            .onFirstContact(Entry.flag(keys.get("first_contact")))
            .keeping(texts(keys.get("other_clients")), texts(keys.get("internal_notes")))
            .wishing(wishes(keys)),
        matches,
        text(keys.get("found")),
        entry.place());
  }

  private static Wishes wishes(Map<String, Entry> keys) {
    var formal = keys.get("formal");
    return new Wishes(text(keys.get("name_to_use")), formal == null ? null : Entry.flag(formal));
  }

  private static List<String> texts(@Nullable Entry entry) {
    return entry == null ? List.of() : entry.texts();
  }

  private Locale locale() {
    return language.tag().equals("en") ? Locale.UK : Locale.forLanguageTag(language.tag());
  }

  private static ZonedDateTime time(Entry entry) {
    try {
      return ZonedDateTime.parse(entry.text());
    } catch (DateTimeParseException _) {
      throw entry.problem("a time such as 2026-11-20T10:15:00+01:00 is expected here");
    }
  }

  private static @Nullable String text(@Nullable Entry entry) {
    return entry == null ? null : entry.text();
  }
}
