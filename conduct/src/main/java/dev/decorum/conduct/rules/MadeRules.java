package dev.decorum.conduct.rules;

import dev.decorum.conduct.Channel;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Question;
import dev.decorum.conduct.made.Input;
import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.text.Zone;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules that come with the product as the build keeps them. Their examples are only texts
/// here: the build has tried them.
final class MadeRules {

  private static final List<Class<? extends Kind>> KINDS =
      List.of(
          Kind.Phrase.class,
          Kind.Substitution.class,
          Kind.Metric.class,
          Kind.Absence.class,
          Kind.Dialogue.class,
          Kind.Code.class);

  private final Checks checks;

  /// Excuses by name, and the names of those that are always there.
  private final Map<String, Excuse> excuses;

  private final Map<Integer, Set<Channel>> channelSets = new HashMap<>();
  private final Map<Integer, Set<Zone>> zoneSets = new HashMap<>();

  MadeRules(Checks checks) {
    this.checks = checks;
    excuses = new LinkedHashMap<>(Limits.EXCUSES);
    excuses.putAll(checks.excuses());
  }

  void write(List<PackReader.Ready> rules, Output out) {
    out.number(rules.size());
    for (var each : rules) {
      write(each.rule(), out);
      write(each.limits(), out);
      write(each.kind(), out);
      out.texts(List.of(each.place().file(), each.place().key())).number(each.place().line());
    }
  }

  List<PackReader.Ready> read(Input in) {
    var rules = new ArrayList<PackReader.Ready>();
    for (var left = in.number(); left > 0; left--) {
      var rule = rule(in);
      var limits = limits(in);
      var kind = kind(in);
      var place = in.texts();
      rules.add(
          new PackReader.Ready(
              rule,
              limits,
              kind,
              List.of(),
              new Place(place.getFirst(), in.number(), place.getLast())));
    }
    return rules;
  }

  private static void write(Rule rule, Output out) {
    out.texts(
            List.of(
                rule.id(),
                rule.pack(),
                rule.category(),
                rule.why(),
                rule.requirement(),
                rule.kind()))
        .maybe(rule.wording())
        .number(rule.level().ordinal())
        .texts(rule.matching())
        .texts(rule.missing());
  }

  private static Rule rule(Input in) {
    var texts = in.texts();
    var wording = in.maybe();
    return new Rule(
        texts.get(0),
        texts.get(1),
        texts.get(2),
        Level.values()[in.number()],
        texts.get(3),
        wording,
        texts.get(4),
        texts.get(5),
        in.texts(),
        in.texts());
  }

  private void write(Limits limits, Output out) {
    out.number(bits(limits.channels()))
        .number(bits(limits.zones()))
        .number(number(limits.firstContact()))
        .number(number(limits.answering()))
        .numbers(
            new int[] {
              limits.fewestWords(),
              limits.except(),
              limits.notAfter(),
              limits.notBefore(),
              limits.unlessSentence(),
              limits.ifSentence(),
              limits.unlessReply(),
              limits.ifReply(),
              limits.unlessClient(),
              limits.ifClient(),
              limits.allowed(),
              limits.negations()
            })
        .texts(limits.unless().stream().map(this::nameOf).toList());
  }

  private String nameOf(Excuse excuse) {
    return excuses.entrySet().stream()
        .filter(entry -> entry.getValue() == excuse)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private Limits limits(Input in) {
    var channels = constants(channelSets, Channel.class, in.number());
    var zones = constants(zoneSets, Zone.class, in.number());
    var firstContact = flag(in.number());
    var answering = flag(in.number());
    var sets = in.numbers();
    return new Limits(
        channels,
        zones,
        firstContact,
        answering,
        sets[0],
        sets[1],
        sets[2],
        sets[3],
        sets[4],
        sets[5],
        sets[6],
        sets[7],
        sets[8],
        sets[9],
        sets[10],
        sets[11],
        in.texts().stream().map(this::excuse).toList());
  }

  private Excuse excuse(String name) {
    var excuse = excuses.get(name);
    if (excuse == null) {
      throw new IllegalStateException("no excuse " + name);
    }
    return excuse;
  }

  private static int bits(Set<? extends Enum<?>> constants) {
    return constants.stream().mapToInt(each -> 1 << each.ordinal()).sum();
  }

  /// Rules share their sets: there are few.
  private static <E extends Enum<E>> Set<E> constants(
      Map<Integer, Set<E>> known, Class<E> type, int bits) {
    return known.computeIfAbsent(
        bits,
        _ -> {
          var some = EnumSet.noneOf(type);
          for (var constant : type.getEnumConstants()) {
            if ((bits & 1 << constant.ordinal()) != 0) {
              some.add(constant);
            }
          }
          return some;
        });
  }

  private static int number(@Nullable Boolean flag) {
    return flag == null ? -1 : flag ? 1 : 0;
  }

  private static @Nullable Boolean flag(int number) {
    return number < 0 ? null : Boolean.valueOf(number == 1);
  }

  private static void write(Kind kind, Output out) {
    out.number(KINDS.indexOf(kind.getClass()));
    switch (kind) {
      case Kind.Phrase phrase ->
          out.text(phrase.name())
              .number(phrase.set())
              .texts(phrase.exact().stream().sorted().toList());
      case Kind.Substitution(int first, var wordings) -> out.number(first).texts(wordings);
      case Kind.Metric(var formula, var bySentence, Kind.Metric.Bounds(var least, var most)) ->
          out.text(formula.text()).flag(bySentence).number(least).number(most);
      case Kind.Absence(int set) -> out.number(set);
      case Kind.Dialogue(var state) -> out.number(state.ordinal());
      case Kind.Code code -> {
        var lists = code.lists().keySet().stream().sorted().toList();
        out.text(code.name()).texts(lists);
        lists.forEach(list -> out.number(code.lists().getOrDefault(list, Sets.NONE)));
      }
      default -> throw new IllegalStateException("no kind of a pack: " + kind.name());
    }
  }

  private Kind kind(Input in) {
    return switch (in.number()) {
      case 0 -> new Kind.Phrase(in.text(), in.number(), Set.copyOf(in.texts()));
      case 1 -> new Kind.Substitution(in.number(), in.texts());
      case 2 ->
          new Kind.Metric(
              Formula.of(in.text()), in.flag(), new Kind.Metric.Bounds(in.decimal(), in.decimal()));
      case 3 -> new Kind.Absence(in.number());
      case 4 -> new Kind.Dialogue(Question.State.values()[in.number()]);
      default -> {
        var name = in.text();
        var check = checks.checks().get(name);
        if (check == null) {
          throw new IllegalStateException("no code " + name);
        }
        var lists = new LinkedHashMap<String, Integer>();
        in.texts().forEach(list -> lists.put(list, in.number()));
        yield new Kind.Code(name, check, lists);
      }
    };
  }
}
