package dev.decorum.cli;

import dev.decorum.coach.ReviewJson;
import dev.decorum.coach.ReviewRequest;
import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.rules.Rule;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The guidelines in force.
@Command(
    name = "rules",
    subcommands = {
      RulesCommand.ListRules.class,
      RulesCommand.Explain.class,
      RulesCommand.Test.class
    },
    header = {
      "The guidelines that replies are checked with; no server needed.",
      "",
      "  decorum rules list",
      "  decorum rules explain vague_time.soon",
      "  decorum rules test --pack own.yaml",
      ""
    })
final class RulesCommand extends Group {

  /// What all of them know: which guidelines, and in which language.
  abstract static class OnGuidelines implements Callable<Integer> {

    @Mixin private Guidelines guidelines = new Guidelines();

    @Option(
        names = "--locale",
        paramLabel = "LOCALE",
        description = "Their language, such as en or de.")
    private @Nullable String locale;

    @Spec private CommandSpec command = CommandSpec.create();

    Conduct conduct() {
      try {
        return guidelines.unproven(ReviewRequest.locale(locale));
      } catch (IllegalArgumentException wrong) {
        throw new Problem(String.valueOf(wrong.getMessage()));
      }
    }

    PrintWriter out() {
      return command.commandLine().getOut();
    }

    /// Rules of styles for Vale that cannot be used.
    void tellUnused() {
      for (var style : guidelines.styles()) {
        for (var unused : style.unused()) {
          out().printf("%s is not used. %s%n", unused.rule(), unused.reason());
        }
      }
    }
  }

  /// Lists the rules, a line each.
  @Command(
      name = "list",
      header = {
        "Lists the rules: level, id, requirement and kind.",
        "",
        "  decorum rules list",
        "  decorum rules list --pack own.yaml --layer team.yaml",
        ""
      })
  static final class ListRules extends OnGuidelines {

    @Override
    public Integer call() {
      var rules = conduct().rules();
      var width = rules.stream().mapToInt(rule -> rule.id().length()).max().orElse(0);
      for (var rule : rules) {
        out()
            .printf(
                "%-8s %-" + Math.max(1, width) + "s %-4s %s%n",
                ReviewJson.word(rule.level()),
                rule.id(),
                rule.requirement(),
                rule.kind());
      }
      tellUnused();
      out().flush();
      return 0;
    }
  }

  /// Says what rules are for, and shows their examples.
  @Command(
      name = "explain",
      header = {
        "Says why a rule is there, and shows its examples.",
        "",
        "  decorum rules explain vague_time.soon",
        "  decorum rules explain jargon",
        ""
      })
  static final class Explain extends OnGuidelines {

    @Parameters(paramLabel = "RULE", arity = "1..*", description = "A rule, category or pack.")
    private List<String> names = List.of();

    @Override
    public Integer call() {
      var all = conduct().rules();
      for (var name : names) {
        var rules = all.stream().filter(rule -> rule.named(name)).toList();
        if (rules.isEmpty()) {
          throw new Problem(
              "There is no rule, category or pack %s: see decorum rules list.".formatted(name));
        }
        rules.forEach(this::explain);
      }
      out().flush();
      return 0;
    }

    private void explain(Rule rule) {
      out()
          .printf(
              "%s%n    %s, category %s, kind %s, of the pack %s, for requirement %s%n    %s%n",
              rule.id(),
              ReviewJson.word(rule.level()),
              rule.category(),
              rule.kind(),
              rule.pack(),
              rule.requirement(),
              rule.why());
      if (rule.wording() != null) {
        out().printf("    Better: %s%n", rule.wording());
      }
      rule.matching().forEach(text -> out().printf("    finds:    %s%n", oneLine(text)));
      rule.missing().forEach(text -> out().printf("    is quiet: %s%n", oneLine(text)));
    }

    private static String oneLine(String text) {
      return text.replaceAll("\\s+", " ");
    }
  }

  /// Tries the rules on their examples.
  @Command(
      name = "test",
      header = {
        "Tries all rules on their examples, those of own packs too.",
        "",
        "  decorum rules test --pack own.yaml",
        ""
      },
      footer = {"", "Ends with 1 when an example fails, and with 2 when a pack cannot be read."})
  static final class Test extends OnGuidelines {

    @Override
    public Integer call() {
      var conduct = conduct();
      var problems = conduct.prove();
      problems.forEach(problem -> out().println(problem.getMessage()));
      tellUnused();
      if (problems.isEmpty()) {
        var rules = conduct.rules();
        var examples =
            rules.stream().mapToInt(rule -> rule.matching().size() + rule.missing().size()).sum();
        out().printf("All well: %d rules, %d examples.%n", rules.size(), examples);
      }
      out().flush();
      return problems.isEmpty() ? 0 : 1;
    }
  }
}
