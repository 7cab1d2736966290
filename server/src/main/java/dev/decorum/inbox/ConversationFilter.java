package dev.decorum.inbox;

import dev.decorum.clients.ClientId;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import org.jspecify.annotations.Nullable;

/// Which conversations a list shows. What is null does not narrow it.
///
/// @param view the queue looked at
/// @param assignee null: anybody's or nobody's
/// @param unassigned only those that are nobody's
/// @param query words, a name, an address or a number to find
/// @param said when and how what is found was said
/// @param rule what a saved view asks for
public record ConversationFilter(
    View view,
    @Nullable Status status,
    @Nullable MemberId assignee,
    boolean unassigned,
    @Nullable TeamId team,
    @Nullable ClientId client,
    @Nullable String tag,
    @Nullable String query,
    Said said,
    @Nullable ViewRule rule) {

  public static ConversationFilter of(View view) {
    return new ConversationFilter(
        view, null, null, false, null, null, null, null, Said.ANYHOW, null);
  }

  public ConversationFilter status(@Nullable Status status) {
    return new ConversationFilter(
        view, status, assignee, unassigned, team, client, tag, query, said, rule);
  }

  public ConversationFilter assignee(@Nullable MemberId assignee) {
    return new ConversationFilter(
        view, status, assignee, unassigned, team, client, tag, query, said, rule);
  }

  public ConversationFilter nobodys() {
    return new ConversationFilter(view, status, null, true, team, client, tag, query, said, rule);
  }

  public ConversationFilter team(@Nullable TeamId team) {
    return new ConversationFilter(
        view, status, assignee, unassigned, team, client, tag, query, said, rule);
  }

  public ConversationFilter client(@Nullable ClientId client) {
    return new ConversationFilter(
        view, status, assignee, unassigned, team, client, tag, query, said, rule);
  }

  public ConversationFilter tag(@Nullable String tag) {
    return new ConversationFilter(
        view, status, assignee, unassigned, team, client, tag, query, said, rule);
  }

  public ConversationFilter query(@Nullable String query) {
    return new ConversationFilter(
        view, status, assignee, unassigned, team, client, tag, query, said, rule);
  }

  public ConversationFilter said(Said said) {
    return new ConversationFilter(
        view, status, assignee, unassigned, team, client, tag, query, said, rule);
  }

  public ConversationFilter rule(@Nullable ViewRule rule) {
    return new ConversationFilter(
        view, status, assignee, unassigned, team, client, tag, query, said, rule);
  }
}
