package dev.decorum.channels.web;

import dev.decorum.channels.Mailbox;
import dev.decorum.channels.RoutingRule;
import dev.decorum.channels.routing.Check;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules that sort new conversations, and the box to try them.
public record RoutingPage(
    List<Line> rules,
    List<Mailbox> mailboxes,
    List<Recent> recent,
    TryForm form,
    @Nullable Result result,
    FormErrors errors) {

  public RoutingPage {
    rules = List.copyOf(rules);
    mailboxes = List.copyOf(mailboxes);
    recent = List.copyOf(recent);
  }

  /// @param asks what it asks for, in words
  /// @param does what it does, in words
  public record Line(RoutingRule rule, List<Part> asks, List<Part> does) {

    public Line {
      asks = List.copyOf(asks);
      does = List.copyOf(does);
    }
  }

  /// A sentence and what stands in it.
  public record Part(String key, String what) {}

  /// A conversation to try the rules on.
  public record Recent(long no, String client, String subject) {}

  /// @param mailbox its number; 0: none
  /// @param conversation its number, or empty
  public record TryForm(
      String conversation, Integer mailbox, String sender, String subject, String mail) {

    public TryForm {
      mailbox = mailbox == null ? 0 : mailbox;
      conversation = conversation == null ? "" : conversation.strip();
      sender = sender == null ? "" : sender.strip();
      subject = subject == null ? "" : subject;
      mail = mail == null ? "" : mail;
    }

    static TryForm empty() {
      return new TryForm("", 0, "", "", "");
    }

    @Override
    public String toString() {
      return "TryForm";
    }
  }

  /// What the rules would do.
  ///
  /// @param does all of them together, in words; empty: nothing
  public record Result(List<Tried> tried, List<Part> does) {

    public Result {
      tried = List.copyOf(tried);
      does = List.copyOf(does);
    }
  }

  /// What one rule found.
  public record Tried(RoutingRule rule, boolean fits, List<Check> checks) {

    public Tried {
      checks = List.copyOf(checks);
    }
  }
}
