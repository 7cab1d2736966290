package dev.decorum.bench;

import dev.decorum.bench.Labelled.Span;
import dev.decorum.conduct.CallMeasures;
import dev.decorum.conduct.Calls;
import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Question;
import dev.decorum.conduct.Signal;
import dev.decorum.conduct.Where;
import dev.decorum.conduct.leaks.Recogniser;
import dev.decorum.conduct.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How well clients' messages, replies and calls are read, measured on labelled texts.
///
/// `ConductBench [--set tune|learn|test|fresh|blind2|blind3|blind4|blind5|blind6|blind7] [--kind
/// replies|commitments|dialogues|signals|leaks|calls] [--strict] [--misses] [--pii FILE]` reads
/// `bench/conduct/KIND-SET.jsonl` and prints a table, then its main figures as one line of JSON.
/// `bench/README.md` says what is counted. With `--strict` unexpected advice counts as wrong;
/// `--misses` tells on standard error where the answer differs, for the sets that rules are written
/// with: whoever writes rules must not learn the others by heart. `--pii` takes texts in the layout
/// of the Presidio research data.
public final class ConductBench {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final List<String> SETS =
      List.of(
          "tune", "learn", "de", "test", "fresh", "blind2", "blind3", "blind4", "blind5", "blind6",
          "blind7");

  /// The sets that whoever writes rules may read.
  private static final List<String> TO_READ =
      List.of("tune", "learn", "de", "blind2", "blind4", "blind5", "blind6");

  /// The set of German texts.
  private static final String GERMAN = "de";

  /// Which categories count as one where only the group matters.
  private static final Map<String, String> GROUPS =
      groups(
          "greeting and closing",
          "greeting.missing introduction.missing name.missing name.wrong closing.missing"
              + " contact.missing",
          "empathy",
          "empathy.missing",
          "completeness",
          "question.unanswered next_step.missing purpose.missing clarification.missing"
              + " template.unfilled",
          "clarity",
          "jargon wordy readability",
          "tone",
          "blame dismissive defensive discourteous negative_tone shouting slang profanity bias",
          "ownership",
          "vague_time vague_cost overpromise refusal.no_alternative escalation.unexplained");

  private final Conduct conduct;
  private final Path folder;
  private final String set;
  private final boolean strict;
  private final boolean showMisses;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  private ConductBench(Path folder, String set, boolean strict, boolean showMisses) {
    this.folder = folder;
    this.set = set;
    conduct = set.equals(GERMAN) ? Conduct.of(Language.german()) : Conduct.english();
    this.strict = strict;
    this.showMisses = showMisses;
  }

  public static void main(String[] arguments) throws IOException {
    List<String> given = Arrays.asList(arguments);
    String set = option(given, "--set", "tune");
    String kind = option(given, "--kind", "");
    String pii = option(given, "--pii", "");
    boolean misses = given.contains("--misses");
    if (!SETS.contains(set)) {
      System.err.println("There is no set " + set + ", only " + String.join(", ", SETS) + ".");
      System.exit(2);
    }
    if (misses && !TO_READ.contains(set)) {
      System.err.println(
          "Only the sets %s tell their misses: rules are not written for the texts of the others."
              .formatted(String.join(" and ", TO_READ)));
      System.exit(2);
    }
    Path folder = Path.of(System.getProperty("decorum.home", "."), "bench", "conduct");
    var bench = new ConductBench(folder, set, given.contains("--strict"), misses);
    if (!pii.isEmpty()) {
      bench.pii(Path.of(pii));
    } else {
      bench.run(kind);
    }
    System.out.println(JSON.writeValueAsString(bench.figures));
  }

  private static String option(List<String> given, String name, String otherwise) {
    int at = given.indexOf(name);
    return at >= 0 && at + 1 < given.size() ? given.get(at + 1) : otherwise;
  }

  private void run(String only) throws IOException {
    for (String kind :
        List.of("replies", "commitments", "dialogues", "signals", "leaks", "calls")) {
      Path file = folder.resolve(kind + "-" + set + ".jsonl");
      if ((!only.isEmpty() && !only.equals(kind)) || !Files.exists(file)) {
        continue;
      }
      List<Labelled> cases = Labelled.read(file);
      System.out.printf("%n%s, %s set, %d texts%n", kind, set, cases.size());
      switch (kind) {
        case "replies" -> replies(cases);
        case "commitments" -> commitments(cases);
        case "dialogues" -> dialogues(cases);
        case "signals" -> signals(cases);
        case "leaks" -> leaks(cases);
        default -> calls(cases);
      }
    }
  }

  // Findings on replies, by category and by group.

  private void replies(List<Labelled> cases) {
    var categories = new TreeMap<String, Tally>();
    var groups = new TreeMap<String, Tally>();
    int clean = 0;
    int warned = 0;
    for (Labelled one : cases) {
      List<Expected> expected = expected(one);
      List<Finding> found = conduct.review(one.reply(), one.context()).findings();
      compare(expected, found, UnaryOperator.identity(), categories, what -> miss(one, what));
      compare(expected, found, ConductBench::group, groups, what -> {});
      if (expected.isEmpty()) {
        clean++;
        warned += found.stream().anyMatch(finding -> finding.level() != Level.ADVICE) ? 1 : 0;
      }
    }
    table(categories);
    Tally all = total("exact category", categories);
    var absences = new Tally();
    categories.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(".missing"))
        .forEach(entry -> absences.add(entry.getValue()));
    row("absences", absences);
    System.out.println();
    table(groups);
    Tally grouped = total("group", groups);
    System.out.printf("clean replies with a warning: %d of %d%n", warned, clean);
    figure("replies", "f1", all.f1());
    figure("replies", "f1 by group", grouped.f1());
    figure("replies", "f1 of absences", absences.f1());
    figure("replies", "clean", clean);
    figure("replies", "clean with a warning", warned);
  }

  /// Advice that nobody expected is not wrong unless the count is strict: it says itself that the
  /// writer may well be right.
  private void compare(
      List<Expected> expected,
      List<Finding> found,
      UnaryOperator<String> key,
      Map<String, Tally> tallies,
      Consumer<String> misses) {
    for (Expected label : expected) {
      String name = key.apply(label.category());
      Tally tally = tallies.computeIfAbsent(name, each -> new Tally());
      if (found.stream()
          .anyMatch(
              finding -> key.apply(finding.category()).equals(name) && label.meets(finding))) {
        tally.hits++;
      } else {
        tally.missed++;
        misses.accept("missed " + name + " " + label.text());
      }
    }
    for (Finding finding : found) {
      String name = key.apply(finding.category());
      if ((finding.level() != Level.ADVICE || strict)
          && expected.stream()
              .noneMatch(
                  label -> key.apply(label.category()).equals(name) && label.meets(finding))) {
        tallies.computeIfAbsent(name, each -> new Tally()).wrong++;
        misses.accept("wrong  " + name + " " + finding.text() + " by " + finding.rule());
      }
    }
  }

  private static String group(String category) {
    return GROUPS.getOrDefault(
        category, category.startsWith("leak.") ? "confidentiality" : "other");
  }

  private static Map<String, String> groups(String... namesAndMembers) {
    var groups = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndMembers.length; i += 2) {
      for (String category : namesAndMembers[i + 1].split(" ")) {
        groups.put(category, namesAndMembers[i]);
      }
    }
    return groups;
  }

  /// A labelled finding; without a span where the whole reply is meant.
  private record Expected(String category, Where where, @Nullable Span span, String text) {

    /// Whether the words meet; where one of the two means the whole reply, they do.
    boolean meets(Finding finding) {
      if (span == null || finding.where() == Where.DOCUMENT) {
        return true;
      }
      return where == finding.where() && span.overlaps(new Span(finding.start(), finding.end()));
    }
  }

  private static List<Expected> expected(Labelled one) {
    var all = new ArrayList<Expected>();
    for (JsonNode label : one.expect("findings")) {
      String text = label.path("text").asString("");
      Where where =
          text.isEmpty()
              ? Where.DOCUMENT
              : Where.valueOf(label.path("where").asString("reply").toUpperCase(Locale.ROOT));
      String within = where == Where.CLIENT_MESSAGE ? one.clientMessage() : one.reply();
      all.add(
          new Expected(
              label.path("category").asString(),
              where,
              text.isEmpty() ? null : Labelled.span(one.id(), within, text),
              text));
    }
    return all;
  }

  // Commitments.

  private void commitments(List<Labelled> cases) {
    var tally = new Tally();
    int due = 0;
    int conditions = 0;
    int negatives = 0;
    int alarms = 0;
    for (Labelled one : cases) {
      List<Commitment> found =
          new ArrayList<>(conduct.review(one.reply(), one.context()).commitments());
      JsonNode expected = one.expect("commitments");
      if (expected.isEmpty()) {
        negatives++;
        alarms += found.isEmpty() ? 0 : 1;
      }
      for (JsonNode label : expected) {
        Span span = Labelled.span(one.id(), one.reply(), label.path("text").asString());
        Commitment match =
            found.stream()
                .filter(promise -> span.halfOf(new Span(promise.start(), promise.end())))
                .findFirst()
                .orElse(null);
        if (match == null) {
          tally.missed++;
          miss(one, "missed " + label.path("text").asString());
          continue;
        }
        found.remove(match);
        tally.hits++;
        String expectedDue = due(label);
        String foundDue = due(match.due());
        if (expectedDue.equals(foundDue)) {
          due++;
        } else {
          miss(one, "due " + expectedDue + ", found " + foundDue + ": " + match.text());
        }
        boolean conditional = !label.path("condition").asString("").isEmpty();
        if (conditional == (match.condition() != null)) {
          conditions++;
        } else {
          miss(one, "condition " + match.condition() + ": " + match.text());
        }
      }
      tally.wrong += found.size();
      found.forEach(promise -> miss(one, "wrong  " + promise.text()));
    }
    row("commitments", tally);
    System.out.printf(
        "due time exact %d of %d (%.1f %%), condition right %d, negatives with an alarm: %d of %d%n",
        due, tally.hits, percent(due, tally.hits), conditions, alarms, negatives);
    figure("commitments", "f1", tally.f1());
    figure("commitments", "due exact", percent(due, tally.hits) / 100);
    figure("commitments", "negatives with an alarm", alarms);
  }

  private static String due(JsonNode label) {
    String precision = label.path("due_precision").asString("none");
    return switch (precision) {
      case "range" ->
          "range "
              + label.path("due_range").path(0).asString()
              + " "
              + label.path("due_range").path(1).asString();
      case "none" -> "none";
      default -> precision + " " + label.path("due").asString();
    };
  }

  private static String due(Commitment.Due due) {
    return switch (due) {
      case Commitment.Due.Minute(var at) ->
          "minute " + at.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx"));
      case Commitment.Due.Day(var date) -> "date " + date;
      case Commitment.Due.Range(var from, var to) -> "range " + from + " " + to;
      case Commitment.Due.None() -> "none";
    };
  }

  // Questions of the client and what became of them.

  private void dialogues(List<Labelled> cases) {
    int whole = 0;
    int states = 0;
    int allFound = 0;
    int openNotFound = 0;
    var open = new Tally();
    var questions = new Tally();
    for (Labelled one : cases) {
      int missedBefore = questions.missed;
      List<Question> found =
          new ArrayList<>(conduct.review(one.reply(), one.context()).questions());
      boolean right = true;
      for (JsonNode label : one.expect("questions")) {
        Span span = Labelled.span(one.id(), one.clientMessage(), label.path("text").asString());
        Question match =
            found.stream()
                .filter(question -> span.overlaps(new Span(question.start(), question.end())))
                .findFirst()
                .orElse(null);
        boolean expectedOpen = label.path("state").asString().equals("open");
        if (match == null) {
          questions.missed++;
          open.missed += expectedOpen ? 1 : 0;
          openNotFound += expectedOpen ? 1 : 0;
          right = false;
          miss(one, "missed " + label.path("text").asString());
          continue;
        }
        found.remove(match);
        questions.hits++;
        boolean foundOpen = match.state() == Question.State.OPEN;
        open.hits += expectedOpen && foundOpen ? 1 : 0;
        open.missed += expectedOpen && !foundOpen ? 1 : 0;
        open.wrong += !expectedOpen && foundOpen ? 1 : 0;
        states += match.state().name().equalsIgnoreCase(label.path("state").asString()) ? 1 : 0;
        if (expectedOpen != foundOpen) {
          right = false;
          miss(one, "is " + label.path("state").asString() + ", found " + match);
        }
      }
      questions.wrong += found.size();
      found.forEach(extra -> miss(one, "wrong  " + extra));
      whole += right && found.isEmpty() ? 1 : 0;
      allFound += questions.missed == missedBefore && found.isEmpty() ? 1 : 0;
    }
    row("questions", questions);
    row("open questions", open);
    System.out.printf(
        "right as a whole %d of %d (%.1f %%), state exact %d of %d%n",
        whole, cases.size(), percent(whole, cases.size()), states, questions.hits);
    System.out.printf(
        "all questions found and none added %d of %d, of these right %.1f %%; open ones not found %d%n",
        allFound, cases.size(), percent(whole, allFound), openNotFound);
    figure("dialogues", "right as a whole", percent(whole, cases.size()) / 100);
    figure("dialogues", "f1 of open questions", open.f1());
  }

  // Signals of a client's message: which ones, and whether the evidence meets.

  private void signals(List<Labelled> cases) {
    var kinds = new TreeMap<String, Tally>();
    int evidence = 0;
    int quiet = 0;
    int alarms = 0;
    for (Labelled one : cases) {
      List<Signal> found = conduct.review("", one.context()).signals().signals();
      var expectedKinds = new TreeSet<String>();
      for (JsonNode label : one.expect("signals")) {
        String kind = label.path("signal").asString();
        Span span = Labelled.span(one.id(), one.clientMessage(), label.path("text").asString());
        boolean meets =
            found.stream()
                .anyMatch(
                    signal ->
                        name(signal).equals(kind)
                            && span.overlaps(new Span(signal.start(), signal.end())));
        evidence += expectedKinds.add(kind) && meets ? 1 : 0;
      }
      var foundKinds = new TreeMap<String, String>();
      found.forEach(signal -> foundKinds.putIfAbsent(name(signal), signal.text()));
      count(one, kinds, expectedKinds, foundKinds);
      if (expectedKinds.isEmpty()) {
        quiet++;
        alarms += foundKinds.isEmpty() ? 0 : 1;
      }
    }
    table(kinds);
    Tally all = total("all signals", kinds);
    System.out.printf(
        "evidence meets %d of %d, quiet messages with an alarm: %d of %d%n",
        evidence, all.hits, alarms, quiet);
    figure("signals", "f1", all.f1());
    figure("signals", "quiet with an alarm", alarms);
  }

  private void count(
      Labelled one, Map<String, Tally> tallies, Set<String> expected, Map<String, String> found) {
    for (String kind : expected) {
      Tally tally = tallies.computeIfAbsent(kind, name -> new Tally());
      if (found.containsKey(kind)) {
        tally.hits++;
      } else {
        tally.missed++;
        miss(one, "missed " + kind);
      }
    }
    found.forEach(
        (kind, evidence) -> {
          if (!expected.contains(kind)) {
            tallies.computeIfAbsent(kind, name -> new Tally()).wrong++;
            miss(one, "wrong  " + kind + " " + evidence);
          }
        });
  }

  private static String name(Signal signal) {
    return signal.kind().name().toLowerCase(Locale.ROOT);
  }

  // What must not leave the house.

  private void leaks(List<Labelled> cases) {
    var categories = new TreeMap<String, Tally>();
    int negatives = 0;
    int alarms = 0;
    for (Labelled one : cases) {
      List<Finding> found =
          conduct.review(one.reply(), one.context()).findings().stream()
              .filter(finding -> finding.category().startsWith("leak."))
              .toList();
      List<Expected> expected = expected(one);
      compare(expected, found, UnaryOperator.identity(), categories, what -> miss(one, what));
      if (expected.isEmpty()) {
        negatives++;
        alarms += found.isEmpty() ? 0 : 1;
      }
      for (Finding finding : found) {
        String real = one.reply().substring(finding.start(), finding.end());
        if (real.length() > 8 && finding.text().contains(real)) {
          System.out.println(one.id() + ": a leak is written out whole");
        }
      }
    }
    table(categories);
    Tally all = total("all leaks", categories);
    System.out.printf("negatives with an alarm: %d of %d%n", alarms, negatives);
    figure("leaks", "f1", all.f1());
    figure("leaks", "negatives with an alarm", alarms);
  }

  // Measures of calls.

  private void calls(List<Labelled> cases) {
    Calls calls = Calls.english();
    var right = new TreeMap<String, Integer>();
    int exact = 0;
    for (Labelled one : cases) {
      Map<String, @Nullable Number> found =
          flat(calls.measure(calls.readJson(one.line().toString())));
      boolean all = true;
      for (var measure : one.line().path("expect").properties()) {
        JsonNode expected = measure.getValue();
        Number value = found.get(measure.getKey());
        boolean same =
            expected.isNull()
                ? value == null
                : value != null && Math.abs(expected.asDouble() - value.doubleValue()) <= 0.001;
        right.merge(measure.getKey(), same ? 1 : 0, Integer::sum);
        all &= same;
        if (!same) {
          miss(one, measure.getKey() + " is " + expected + ", found " + value);
        }
      }
      exact += all ? 1 : 0;
    }
    right.forEach((name, count) -> System.out.printf("%-32s %d right%n", name, count));
    System.out.printf("all measures right: %d of %d%n", exact, cases.size());
    figure("calls", "exact", percent(exact, cases.size()) / 100);
  }

  private static Map<String, @Nullable Number> flat(CallMeasures call) {
    var flat = new LinkedHashMap<String, @Nullable Number>();
    flat.put("agent_talk_ratio", call.agentTalkRatio());
    flat.put("agent_speech_s", call.agentSpeech());
    flat.put("client_speech_s", call.clientSpeech());
    flat.put("interruptions_by_agent", call.interruptionsByAgent());
    flat.put("interruptions_by_client", call.interruptionsByClient());
    flat.put("overlap_s", call.overlap());
    flat.put("longest_monologue_agent_s", call.longestMonologueAgent());
    flat.put("longest_monologue_client_s", call.longestMonologueClient());
    flat.put("mean_agent_response_latency_s", call.meanAgentResponseLatency());
    return flat;
  }

  // Public texts with numbers and addresses of people.

  private void pii(Path file) throws IOException {
    Map<String, Recogniser> kinds =
        Map.of(
            "CREDIT_CARD", Recogniser.CARD,
            "IBAN_CODE", Recogniser.IBAN,
            "US_SSN", Recogniser.US_SSN,
            "EMAIL_ADDRESS", Recogniser.EMAIL);
    var tallies = new TreeMap<String, Tally>();
    for (JsonNode text : JSON.readTree(Files.readString(file))) {
      String full = text.path("full_text").asString();
      kinds.forEach(
          (kind, recogniser) -> {
            List<Span> spans = new ArrayList<>();
            for (JsonNode span : text.path("spans")) {
              if (span.path("entity_type").asString().equals(kind)) {
                spans.add(
                    new Span(
                        span.path("start_position").asInt(), span.path("end_position").asInt()));
              }
            }
            List<Span> marked =
                recogniser.in(full).stream()
                    .map(mark -> new Span(mark.start(), mark.end()))
                    .toList();
            Tally tally = tallies.computeIfAbsent(kind, name -> new Tally());
            int hits =
                (int) spans.stream().filter(s -> marked.stream().anyMatch(s::overlaps)).count();
            tally.hits += hits;
            tally.missed += spans.size() - hits;
            tally.wrong +=
                (int) marked.stream().filter(m -> spans.stream().noneMatch(m::overlaps)).count();
          });
    }
    table(tallies);
    tallies.forEach(
        (name, tally) -> {
          figure(name, "precision", tally.precision());
          figure(name, "recall", tally.recall());
        });
  }

  // Printing.

  private void miss(Labelled one, String what) {
    if (showMisses) {
      System.err.println(one.id() + ": " + what);
    }
  }

  private void figure(String set, String name, Number value) {
    @SuppressWarnings("unchecked")
    var inner =
        (Map<String, Object>)
            figures.computeIfAbsent(set, key -> new LinkedHashMap<String, Object>());
    inner.put(name, value instanceof Double exact ? Math.round(exact * 10_000) / 10_000.0 : value);
  }

  private static double percent(int part, int whole) {
    return whole == 0 ? 100 : 100.0 * part / whole;
  }

  private static Tally total(String name, Map<String, Tally> tallies) {
    var all = new Tally();
    tallies.values().forEach(all::add);
    row("by " + name, all);
    return all;
  }

  private static void table(Map<String, Tally> tallies) {
    System.out.printf(
        "%-24s %5s %5s %5s %9s %9s %6s%n", "", "tp", "fp", "fn", "precision", "recall", "F1");
    tallies.forEach(ConductBench::row);
  }

  private static void row(String name, Tally tally) {
    System.out.printf(
        "%-24s %5d %5d %5d %9.3f %9.3f %6.3f%n",
        name, tally.hits, tally.wrong, tally.missed, tally.precision(), tally.recall(), tally.f1());
  }
}
