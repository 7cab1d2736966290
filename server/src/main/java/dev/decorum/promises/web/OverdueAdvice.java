package dev.decorum.promises.web;

import dev.decorum.clients.Client;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.SendAdvice;
import dev.decorum.inbox.SendAdvice.Remark;
import dev.decorum.inbox.SendGate;
import dev.decorum.promises.PromiseState;
import dev.decorum.promises.PromiseView;
import dev.decorum.promises.Promises;
import dev.decorum.staff.Viewer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// A message to somebody who counted on something by now should speak of it.
@Component
class OverdueAdvice implements SendGate {

  private static final int MOST = 3;

  private final Promises promises;
  private final DoubtWords due;
  private final MessageSource words;

  OverdueAdvice(Promises promises, DoubtWords due, MessageSource words) {
    this.promises = promises;
    this.due = due;
    this.words = words;
  }

  @Override
  public SendAdvice advice(Viewer author, Client client, @Nullable ConversationId in) {
    var overdue =
        promises.ofClient(author, client.no()).stream()
            .filter(one -> one.state() == PromiseState.OVERDUE)
            .limit(MOST)
            .toList();
    if (overdue.isEmpty()) return SendAdvice.NONE;
    return text ->
        overdue.stream()
            .filter(one -> !Promises.mentions(text, one))
            .map(one -> remark(one))
            .toList();
  }

  private Remark remark(PromiseView one) {
    var why =
        words.getMessage(
            "promises.advice.overdue.why",
            new Object[] {due.due(one.due(), one.zone()), one.zone().getId()},
            Locale.UK);
    return new Remark(
        "promises.advice.overdue", one.id().toString(), one.words(), Objects.requireNonNull(why));
  }
}
