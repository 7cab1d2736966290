package dev.decorum.channels.routing;

import dev.decorum.channels.routing.Check.About;
import dev.decorum.channels.routing.Words.Phrase;
import dev.decorum.clients.EmailAddress;
import dev.decorum.inbox.Priority;
import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rules in their order, made ready for matching. Immutable.
///
/// All that fit act, from the first to the last. What a conversation has only one of, a team and a
/// priority, it gets from the first rule that says something about it; tags add up. See ADR 16.
public final class RuleBook {

  private static final int MOST_TAGS = 20;

  private final List<Compiled> rules;

  public RuleBook(List<Rule> rules) {
    this.rules = rules.stream().map(Compiled::new).toList();
  }

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /// What becomes of a letter.
  ///
  /// @param team null: no rule says anything
  /// @param priority null: no rule says anything
  /// @param rules names of those that fit, in order
  public record Outcome(
      @Nullable UUID team, List<String> tags, @Nullable Priority priority, List<String> rules) {

    public static final Outcome NOTHING = new Outcome(null, List.of(), null, List.of());

    public Outcome {
      tags = List.copyOf(tags);
      rules = List.copyOf(rules);
    }
  }

  /// Whether a rule fits, and what of it.
  public record Finding(Rule rule, boolean fits, List<Check> checks) {

    public Finding {
      checks = List.copyOf(checks);
    }
  }

  public Outcome apply(Letter letter) {
    return outcome(rules.stream().filter(rule -> rule.fits(letter)).map(Compiled::rule).toList());
  }

  /// What rules that fit do together.
  public static Outcome outcome(List<Rule> fitting) {
    if (fitting.isEmpty()) return Outcome.NOTHING;
    UUID team = null;
    Priority priority = null;
    var tags = new LinkedHashSet<String>();
    var names = new ArrayList<String>();
    for (var rule : fitting) {
      if (team == null) team = rule.team();
      if (priority == null) priority = rule.priority();
      tags.addAll(rule.tags());
      names.add(rule.name());
    }
    return new Outcome(team, tags.stream().limit(MOST_TAGS).sorted().toList(), priority, names);
  }

  /// All rules with what they find in this letter, in order.
  public List<Finding> explain(Letter letter) {
    return rules.stream()
        .map(
            rule -> {
              var checks = rule.checks(letter);
              return new Finding(rule.rule(), checks.stream().allMatch(Check::fits), checks);
            })
        .toList();
  }

  /// An address or domain as it is compared; empty when it is neither.
  public static String sender(String written) {
    var text = written.strip();
    int at = text.lastIndexOf('@');
    if (at > 0) return EmailAddress.parse(text).map(EmailAddress::normalised).orElse("");
    try {
      var domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
      return EmailAddress.parse("a@" + domain).isPresent() ? domain : "";
    } catch (IllegalArgumentException noDomain) {
      return "";
    }
  }

  /// Whether there is anything to look for in these words.
  public static boolean hasWords(String written) {
    return !Phrase.of(written).isEmpty();
  }

  private record Compiled(
      Rule rule,
      List<Sender> senders,
      List<Phrase> subject,
      List<Phrase> text,
      Set<String> languages,
      Set<UUID> mailboxes) {

    Compiled(Rule rule) {
      this(
          rule,
          rule.senders().stream().map(Sender::of).toList(),
          rule.subject().stream().map(Phrase::of).toList(),
          rule.text().stream().map(Phrase::of).toList(),
          Set.copyOf(rule.languages()),
          Set.copyOf(rule.mailboxes()));
    }

    /// The cheapest question first; it is answered for each mail.
    boolean fits(Letter letter) {
      return (mailboxes.isEmpty() || mailbox(letter))
          && (senders.isEmpty() || senders.stream().anyMatch(one -> one.wrote(letter)))
          && (subject.isEmpty() || subject.stream().anyMatch(letter.subject()::contain))
          && (text.isEmpty() || text.stream().anyMatch(letter.text()::contain))
          && (languages.isEmpty() || letter.language().filter(languages::contains).isPresent());
    }

    private boolean mailbox(Letter letter) {
      return letter.mailbox() != null && mailboxes.contains(letter.mailbox());
    }

    List<Check> checks(Letter letter) {
      var checks = new ArrayList<Check>();
      if (!mailboxes.isEmpty()) checks.add(new Check(About.MAILBOX, mailbox(letter), ""));
      if (!senders.isEmpty()) {
        checks.add(
            check(
                About.SENDER,
                senders.stream().filter(one -> one.wrote(letter)).map(Sender::written).toList()));
      }
      if (!subject.isEmpty()) checks.add(check(About.SUBJECT, found(subject, letter.subject())));
      if (!text.isEmpty()) checks.add(check(About.TEXT, found(text, letter.text())));
      if (!languages.isEmpty()) {
        var language = letter.language().orElse("");
        checks.add(new Check(About.LANGUAGE, languages.contains(language), language));
      }
      return checks;
    }

    private static List<String> found(List<Phrase> phrases, Words words) {
      return phrases.stream().filter(words::contain).map(Phrase::written).toList();
    }

    private static Check check(About about, List<String> found) {
      return new Check(about, !found.isEmpty(), String.join(", ", found));
    }
  }

  /// An address, or a domain with all below it.
  private record Sender(String written, String compared, String below) {

    static Sender of(String written) {
      var compared = sender(written);
      return new Sender(written, compared, "." + compared);
    }

    boolean wrote(Letter letter) {
      if (compared.isEmpty()) return false;
      if (compared.indexOf('@') >= 0) return letter.sender().equals(compared);
      var domain = letter.sender().substring(letter.sender().lastIndexOf('@') + 1);
      return domain.equals(compared) || domain.endsWith(below);
    }
  }
}
