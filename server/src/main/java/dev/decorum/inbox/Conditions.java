package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What narrows a list, as SQL about a conversation `c` that comes from
/// `inbox.visible_to(:viewer)`.
final class Conditions {

  private final List<String> all = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  private Conditions() {}

  static Conditions of(Viewer viewer, ConversationFilter filter, Instant now) {
    var where = new Conditions();
    where.parameters.put("viewer", viewer.id().id());
    where.and(
        filter.view() == View.TRASH
            ? "c.deleted_at is not null and c.merged_into is null"
            : "c.deleted_at is null");
    var status = status(filter);
    // Written out and not a parameter: the indexes of open conversations are found by it.
    if (status != null) where.and("c.status = '%s'".formatted(status.word()));
    // Written out for those who see a few of very many: their conversations are then found by
    // client.
    if (viewer.role() == Role.OFFICER)
      where.and("c.client_id = any (array(select o from clients.opened_to(:viewer) o))");
    if (filter.view() == View.MINE) where.and("c.assignee_id = (select :viewer::uuid)");
    if (filter.view() == View.MENTIONS)
      where.and(
          "c.id = any (array(select m.conversation_id from inbox.mention m where m.member_id = :viewer))");
    if (filter.view() == View.LOOKS)
      where.and(
          """
          c.id = any (array(
            select l.conversation_id
              from inbox.second_look l
             where l.colleague_id = :viewer and l.state = 'asked'
                or l.asker_id = :viewer and l.state <> 'asked'))
          """);
    if (filter.view() == View.UNASSIGNED || filter.unassigned()) where.and("c.assignee_id is null");
    var assignee = filter.assignee();
    if (assignee != null)
      where.and("c.assignee_id = (select :assignee::uuid)", "assignee", assignee.id());
    var team = filter.team();
    if (team != null) where.and("c.team_id = (select :team::uuid)", "team", team.id());
    var client = filter.client();
    if (client != null) where.and("c.client_id = (select :client::uuid)", "client", client.id());
    var tag = filter.tag();
    // Only conversations with tags are in the index of tags.
    if (tag != null) where.and("c.tags <> '{}' and c.tags @> array[:tag]::text[]", "tag", tag);
    var channel = filter.said().channel();
    if (channel != null) where.and("c.channel = :channel", "channel", channel.word());
    var rule = filter.rule();
    if (rule != null) where.and(RuleSql.of(rule, "rule", now));
    return where;
  }

  private static @Nullable Status status(ConversationFilter filter) {
    if (filter.status() != null) return filter.status();
    return switch (filter.view()) {
      case MINE, UNASSIGNED, TEAM -> Status.OPEN;
      case SNOOZED -> Status.SNOOZED;
      case ALL, SENT, MENTIONS, LOOKS, TRASH -> null;
    };
  }

  void and(String condition) {
    all.add(condition);
  }

  void and(String condition, String name, Object value) {
    all.add(condition);
    parameters.put(name, value);
  }

  void and(String condition, Map<String, Object> more) {
    all.add(condition);
    parameters.putAll(more);
  }

  void and(RuleSql rule) {
    all.addAll(rule.parts());
    parameters.putAll(rule.parameters());
  }

  void parameter(String name, Object value) {
    parameters.put(name, value);
  }

  void parameter(Said said) {
    var from = Times.bound(said.from());
    var before = Times.bound(said.before());
    if (from != null) parameters.put("saidFrom", from);
    if (before != null) parameters.put("saidBefore", before);
  }

  String sql() {
    return String.join(" and ", all);
  }

  Map<String, Object> parameters() {
    return parameters;
  }
}
