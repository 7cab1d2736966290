package dev.decorum.conduct.rules;

import dev.decorum.conduct.Context;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Patterns;
import dev.decorum.conduct.text.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The guidelines in force: rules of packs, changed by layers. Immutable and safe for many threads.
public final class Rules {

  private static final String MADE = "rules";
  private static final String NEGATIONS = "reading/negations.txt";

  private final List<PackReader.Ready> ready;
  private final Patterns patterns;
  private final int sets;
  private final int negations;

  /// Stands for the client's message where there is none.
  private final Reading nothing;

  private Rules(Language language, List<PackReader.Ready> ready, Sets sets, int negations) {
    nothing = Reading.of("", language);
    this.negations = negations;
    this.ready = List.copyOf(ready);
    this.sets = sets.count();
    patterns = sets.build();
  }

  /// The rules that come with the product, and one's own after them.
  ///
  /// @param checks what packs may name that is code
  /// @throws PackProblem for the first thing that is wrong, with file, line and key
  public static Rules of(Language language, Checks checks, Additions own) {
    var made = language.made(MADE);
    if (made.isEmpty()) {
      return of(language, shipped(language), checks, own);
    }
    var in = made.get();
    var sets = new Sets(language, Patterns.read(in, language), in.number());
    var negations = in.number();
    return of(language, new MadeRules(checks).read(in), sets, negations, checks, own);
  }

  /// Reads packs.
  ///
  /// @param packs those that come before one's own
  public static Rules of(Language language, List<Source> packs, Checks checks, Additions own) {
    var sets = new Sets(language);
    var negations = sets.add(language.lines(NEGATIONS), new Place(NEGATIONS, 1, ""));
    var reader = new PackReader(language, sets, checks, Sets.NONE, negations);
    var all = new ArrayList<PackReader.Ready>();
    packs.forEach(pack -> all.addAll(reader.read(pack)));
    return of(language, all, sets, negations, checks, own);
  }

  private static Rules of(
      Language language,
      List<PackReader.Ready> first,
      Sets sets,
      int negations,
      Checks checks,
      Additions own) {
    var words = own.layers().stream().flatMap(layer -> layer.allowed().stream()).toList();
    var allowed = sets.add(words, new Place("allowed words", 1, "allow"));
    var reader = new PackReader(language, sets, checks, allowed, negations);
    var all = new ArrayList<PackReader.Ready>();
    for (var rule : first) {
      all.add(allowed == Sets.NONE ? rule : reader.allowing(rule));
    }
    own.packs().forEach(pack -> all.addAll(reader.read(pack)));
    own.styles().forEach(style -> style.ready().forEach(rule -> all.add(reader.allowing(rule))));
    refuseDoubles(all);
    return new Rules(language, inForce(all, own.layers()), sets, negations);
  }

  /// Adds what the build keeps.
  public void make(Map<String, Output> into, Checks checks) {
    var out = new Output();
    patterns.write(out);
    out.number(sets).number(negations);
    new MadeRules(checks).write(ready, out);
    into.put(MADE, out);
  }

  private static void refuseDoubles(List<PackReader.Ready> all) {
    var known = new HashMap<String, PackReader.Ready>();
    for (var rule : all) {
      var earlier = known.put(rule.rule().id(), rule);
      if (earlier != null) {
        throw rule.place()
            .problem(
                "the id %s is also that of the rule in %s, line %d"
                    .formatted(rule.rule().id(), earlier.place().file(), earlier.place().line()))
            .in(rule.rule().id());
      }
    }
  }

  private static List<PackReader.Ready> inForce(List<PackReader.Ready> all, List<Layer> layers) {
    for (var layer : layers) {
      for (var name : layer.switches().keySet()) {
        if (all.stream().noneMatch(each -> each.rule().named(name))) {
          throw new PackProblem(
              layer.source().file(),
              1,
              "switch." + name,
              "there is no such rule, category or pack");
        }
      }
    }
    var ready = new ArrayList<PackReader.Ready>();
    for (var each : all) {
      var on = true;
      var level = each.rule().level();
      for (var layer : layers) {
        switch (layer.setting(each.rule()).orElse(null)) {
          case Layer.Setting.Off _ -> on = false;
          case Layer.Setting.On _ -> on = true;
          case Layer.Setting.At(Level other) -> {
            on = true;
            level = other;
          }
          case null -> {}
        }
      }
      if (on) {
        ready.add(level == each.rule().level() ? each : each.at(level));
      }
    }
    return ready;
  }

  /// The packs that come with the product, as listed in `guidelines/packs.txt` of the language.
  public static List<Source> shipped(Language language) {
    return language.lines("guidelines/packs.txt").stream()
        .map(file -> "guidelines/" + file)
        .map(file -> new Source(file, language.text(file)))
        .toList();
  }

  /// The rules in force, in the order of the packs.
  public List<Rule> rules() {
    return ready.stream().map(PackReader.Ready::rule).toList();
  }

  public Optional<Rule> rule(String id) {
    return rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /// All that the rules object to in a reply, by where it is and in the order in which it begins.
  /// Where two findings of a category lie one in the other, the longer one stays.
  public List<Finding> look(Exchange exchange) {
    var findings = new ArrayList<Finding>();
    var reply = Scan.of(exchange.reply(), patterns, sets);
    var client = Scan.of(exchange.client() == null ? nothing : exchange.client(), patterns, sets);
    for (var each : ready) {
      look(each, exchange, reply, client, findings);
    }
    return widest(findings);
  }

  private static void look(
      PackReader.Ready each, Exchange exchange, Scan reply, Scan client, List<Finding> findings) {
    if (each.kind().silent(reply) || !each.limits().applies(exchange, reply, client)) {
      return;
    }
    each.kind()
        .look(
            new Kind.Work(
                exchange,
                each.limits(),
                reply,
                client,
                new Report(each.rule(), exchange, findings)));
  }

  private static final Comparator<Finding> WIDEST_FIRST =
      Comparator.comparing(Finding::where)
          .thenComparingInt(Finding::start)
          .thenComparing(Comparator.comparingInt(Finding::end).reversed());

  private static List<Finding> widest(List<Finding> findings) {
    if (findings.size() < 2) {
      return findings;
    }
    findings.sort(WIDEST_FIRST);
    var kept = new ArrayList<Finding>(findings.size());
    var reach = new HashMap<String, Integer>();
    var where = findings.getFirst().where();
    for (var finding : findings) {
      if (finding.where() != where) {
        where = finding.where();
        reach.clear();
      }
      var end = reach.get(finding.category());
      if (end == null || finding.end() > end) {
        reach.put(finding.category(), finding.end());
        kept.add(finding);
      }
    }
    return kept;
  }

  /// Tries every rule in force on its own examples.
  ///
  /// @param reader makes what the rules look at of a text and its context
  /// @return what is wrong, empty when all is well
  public List<PackProblem> prove(BiFunction<String, Context, Exchange> reader) {
    var problems = new ArrayList<PackProblem>();
    for (var each : ready) {
      for (var example : each.examples()) {
        var exchange = reader.apply(example.text(), example.context());
        var findings = new ArrayList<Finding>();
        look(
            each,
            exchange,
            Scan.of(exchange.reply(), patterns, sets),
            Scan.of(exchange.client() == null ? nothing : exchange.client(), patterns, sets),
            findings);
        var wrong = wrong(example, findings);
        if (!wrong.isEmpty()) {
          problems.add(
              example
                  .place()
                  .problem("the rule %s %s".formatted(each.rule().id(), wrong))
                  .in(each.rule().id()));
        }
      }
    }
    return problems;
  }

  private static String wrong(Example example, List<Finding> findings) {
    if (!example.matches()) {
      return findings.isEmpty()
          ? ""
          : "finds '%s' in an example to miss".formatted(findings.getFirst().text());
    }
    if (findings.isEmpty()) {
      return "finds nothing in an example to match";
    }
    if (example.found() != null
        && findings.stream().noneMatch(finding -> finding.text().equals(example.found()))) {
      return "finds '%s' and not '%s'".formatted(findings.getFirst().text(), example.found());
    }
    return "";
  }
}
