package dev.decorum.conduct.rules;

import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Where;
import dev.decorum.conduct.text.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes what a rule finds, and fills in what the rule's pack says about it.
public final class Report {

  private final Rule rule;
  private final Exchange exchange;
  private final List<Finding> findings;

  Report(Rule rule, Exchange exchange, List<Finding> findings) {
    this.rule = rule;
    this.exchange = exchange;
    this.findings = findings;
  }

  /// Words at fault in the reply.
  public void mark(int start, int end) {
    mark(rule.level(), start, end, rule.wording());
  }

  /// Words at fault in the reply with a better wording for just these.
  public void mark(int start, int end, @Nullable String suggestion) {
    mark(rule.level(), start, end, suggestion);
  }

  /// As above where the rule is less, or more, sure than its level says.
  public void mark(Level level, int start, int end, @Nullable String suggestion) {
    add(level, Where.REPLY, exchange.reply(), start, end, suggestion);
  }

  /// Words that must not be repeated, with what is shown in their place.
  public void markMasked(Level level, int start, int end, String shown) {
    findings.add(
        new Finding(
            rule.id(),
            rule.category(),
            level,
            Where.REPLY,
            start,
            end,
            shown,
            rule.why(),
            rule.wording()));
  }

  public Level level() {
    return rule.level();
  }

  /// Words at fault, with the rule's message in which each `%s` is one of `fillings`; the last of
  /// them stands for all that follow.
  void say(int start, int end, @Nullable String suggestion, List<String> fillings) {
    var message = new StringBuilder();
    var rest = rule.why();
    var filling = 0;
    for (var at = rest.indexOf("%s"); at >= 0; at = rest.indexOf("%s")) {
      message.append(rest, 0, at).append(fillings.get(Math.min(filling++, fillings.size() - 1)));
      rest = rest.substring(at + 2);
    }
    var text = exchange.reply().text().substring(start, end);
    findings.add(
        new Finding(
            rule.id(),
            rule.category(),
            rule.level(),
            Where.REPLY,
            start,
            end,
            text,
            message.append(rest).toString(),
            suggestion));
  }

  /// Something is missing from the reply as a whole.
  public void missing() {
    missing(rule.level());
  }

  public void missing(Level level) {
    findings.add(
        new Finding(
            rule.id(),
            rule.category(),
            level,
            Where.DOCUMENT,
            0,
            0,
            "",
            rule.why(),
            rule.wording()));
  }

  /// Words of the client's message that the reply leaves without answer, mere advice where that is
  /// not sure; nothing when there is no such message.
  public void markClient(boolean sure, int start, int end) {
    var client = exchange.client();
    if (client != null) {
      var level = sure ? rule.level() : Level.ADVICE;
      add(level, Where.CLIENT_MESSAGE, client, start, end, rule.wording());
    }
  }

  private void add(
      Level level, Where where, Reading reading, int start, int end, @Nullable String suggestion) {
    findings.add(
        new Finding(
            rule.id(),
            rule.category(),
            level,
            where,
            start,
            end,
            reading.text().substring(start, end),
            rule.why(),
            suggestion));
  }
}
