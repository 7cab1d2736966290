package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import dev.decorum.vault.KeyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One matter with one client, as it is changed: read under a lock, saved in the same transaction.
///
/// @param key seals all that is said in it; a merge of clients does not change it
/// @param lastAt time of the newest interaction that is not an event
record Conversation(
    ConversationId id,
    long no,
    ClientId client,
    KeyId key,
    String subject,
    Channel channel,
    @Nullable MailboxId mailbox,
    Standing standing,
    @Nullable TeamId team,
    @Nullable MemberId assignee,
    List<String> tags,
    Priority priority,
    Instant lastAt,
    @Nullable Instant deletedAt,
    int version) {

  Conversation {
    tags = List.copyOf(tags);
  }

  Conversation standing(Standing standing) {
    return new Conversation(
        id, no, client, key, subject, channel, mailbox, standing, team, assignee, tags, priority,
        lastAt, deletedAt, version);
  }

  Conversation team(@Nullable TeamId team) {
    return new Conversation(
        id, no, client, key, subject, channel, mailbox, standing, team, assignee, tags, priority,
        lastAt, deletedAt, version);
  }

  Conversation assignee(@Nullable MemberId assignee) {
    return new Conversation(
        id, no, client, key, subject, channel, mailbox, standing, team, assignee, tags, priority,
        lastAt, deletedAt, version);
  }

  Conversation tags(List<String> tags) {
    return new Conversation(
        id, no, client, key, subject, channel, mailbox, standing, team, assignee, tags, priority,
        lastAt, deletedAt, version);
  }

  Conversation priority(Priority priority) {
    return new Conversation(
        id, no, client, key, subject, channel, mailbox, standing, team, assignee, tags, priority,
        lastAt, deletedAt, version);
  }

  Conversation subject(String subject) {
    return new Conversation(
        id, no, client, key, subject, channel, mailbox, standing, team, assignee, tags, priority,
        lastAt, deletedAt, version);
  }

  Conversation mailbox(MailboxId mailbox) {
    return new Conversation(
        id, no, client, key, subject, channel, mailbox, standing, team, assignee, tags, priority,
        lastAt, deletedAt, version);
  }

  Conversation trashed(@Nullable Instant deletedAt) {
    return new Conversation(
        id, no, client, key, subject, channel, mailbox, standing, team, assignee, tags, priority,
        lastAt, deletedAt, version);
  }

  /// A new one about the same matter, as yet without a number.
  Conversation fresh(ConversationId id, String subject) {
    return new Conversation(
        id, 0, client, key, subject, channel, mailbox, standing, team, assignee, tags, priority,
        lastAt, null, 0);
  }

  /// What was said last in it was said then.
  Conversation spokenLast(Instant at) {
    return new Conversation(
        id, no, client, key, subject, channel, mailbox, standing, team, assignee, tags, priority,
        at, deletedAt, version);
  }

  /// Something was said in it.
  Conversation heard(Instant at) {
    var newest = at.isAfter(lastAt) ? at : lastAt;
    return new Conversation(
        id, no, client, key, subject, channel, mailbox, standing, team, assignee, tags, priority,
        newest, deletedAt, version);
  }
}
