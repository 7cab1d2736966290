package dev.decorum.inbox.api;

import dev.decorum.clients.Channel;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Priority;
import dev.decorum.inbox.Status;
import dev.decorum.staff.Staff;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as the API answers it. Fields are kept stable.
record ConversationResource(
    long no,
    String subject,
    String preview,
    Channel channel,
    Status status,
    Named client,
    @Nullable Named team,
    @Nullable Named assignee,
    List<String> tags,
    Priority priority,
    @Nullable Instant waitingSince,
    @Nullable Instant snoozedUntil,
    Instant lastAt,
    Instant updatedAt,
    int version) {

  static ConversationResource of(ConversationRow row, Staff staff) {
    return new ConversationResource(
        row.no(),
        row.subject(),
        row.preview(),
        row.channel(),
        row.status(),
        new Named(row.client().no(), row.client().name()),
        row.team() == null
            ? null
            : staff.team(row.team()).map(t -> new Named(t.no(), t.name())).orElse(null),
        row.assignee() == null
            ? null
            : staff.member(row.assignee()).map(m -> new Named(m.no(), m.name())).orElse(null),
        row.tags(),
        row.priority(),
        row.waitingSince(),
        row.snoozedUntil(),
        row.lastAt(),
        row.updatedAt(),
        row.version());
  }
}
