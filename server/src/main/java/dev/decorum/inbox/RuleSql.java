package dev.decorum.inbox;

import dev.decorum.inbox.Condition.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// The conditions of a saved view as SQL about a conversation `c` that comes from
/// `inbox.visible_to(:viewer)`.
///
/// What a member has chosen or typed is always a parameter. Written out are only words of our own
/// enumerations: the planner finds the index of open conversations by them.
final class RuleSql {

  private final String prefix;
  private final Instant now;
  private final List<String> parts = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  private RuleSql(String prefix, Instant now) {
    this.prefix = prefix;
    this.now = now;
  }

  /// @param prefix of its parameters, so that several may stand in one statement
  static RuleSql of(ViewRule rule, String prefix, Instant now) {
    var sql = new RuleSql(prefix, now);
    rule.conditions().forEach(sql::add);
    if (rule.any()) {
      var either = String.join(" or ", sql.parts);
      sql.parts.clear();
      sql.parts.add("(%s)".formatted(either));
    }
    return sql;
  }

  List<String> parts() {
    return List.copyOf(parts);
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  private void add(Condition condition) {
    if (!condition.complete()) throw new IllegalStateException("An incomplete condition was saved");
    var holds = holds(condition);
    // What is unknown of a conversation is not so.
    parts.add(
        condition.operator() == Operator.IS_NOT
            ? "not coalesce(%s, false)".formatted(holds)
            : holds);
  }

  private String holds(Condition condition) {
    var values = condition.values();
    return switch (condition.field()) {
      case STATE -> "c.status in (%s)".formatted(words(values));
      case PRIORITY -> "c.priority in (%s)".formatted(words(values));
      case CHANNEL -> "c.channel in (%s)".formatted(words(values));
      case ASSIGNEE -> anyOf("c.assignee_id", values, Condition.ME, "(select :viewer::uuid)");
      case TEAM ->
          anyOf(
              "c.team_id",
              values,
              Condition.MINE,
              "any (array(select t from staff.teams_of((select :viewer::uuid)) t))");
      case MAILBOX -> "c.mailbox_id = any (%s)".formatted(ids(values));
      // Only conversations with tags are in the index of tags.
      case TAG ->
          "(c.tags <> '{}' and c.tags && %s::text[])"
              .formatted(parameter(values.toArray(String[]::new)));
      case CLIENT ->
          "c.client_id = any (array(select k.id from clients.visible_to(:viewer) k where k.no = any (%s)))"
              .formatted(parameter(values.stream().map(Long::valueOf).toArray(Long[]::new)));
      case LANGUAGE ->
          """
          exists (
            select
              from clients.visible_to(:viewer) k
             where k.id = c.client_id
               and (k.language = any (%1$s) or split_part(k.language, '-', 1) = any (%1$s)))
          """
              .formatted(parameter(values.toArray(String[]::new)));
      case WAITING -> ago("c.waiting_since", condition);
      case CREATED -> ago("c.created_at", condition);
      case LAST_FROM ->
          """
          (select i.direction
             from inbox.interaction i
            where i.conversation_id = c.id
              and i.direction <> 'internal'
            order by i.at desc, i.id desc
            limit 1) = '%s'
          """
              .formatted(values.getFirst().equals("client") ? "in" : "out");
    };
  }

  /// Compares an id that may be missing with ids, with none and with what the viewer has.
  private String anyOf(String column, List<String> values, String own, String viewers) {
    var either = new ArrayList<String>();
    if (values.contains(own)) either.add("%s = %s".formatted(column, viewers));
    if (values.contains(Condition.NONE)) either.add("%s is null".formatted(column));
    var named = values.stream().filter(v -> !v.equals(own) && !v.equals(Condition.NONE)).toList();
    if (!named.isEmpty()) either.add("%s = any (%s)".formatted(column, ids(named)));
    return either.size() == 1 ? either.getFirst() : "(%s)".formatted(String.join(" or ", either));
  }

  private String ago(String column, Condition condition) {
    var since = now.minus(Duration.ofHours(Integer.parseInt(condition.values().getFirst())));
    return "%s %s %s::timestamptz"
        .formatted(
            column,
            condition.operator() == Operator.LONGER ? "<=" : ">",
            parameter(since.toString()));
  }

  private String ids(List<String> values) {
    return parameter(values.stream().map(UUID::fromString).toArray(UUID[]::new));
  }

  private String parameter(Object value) {
    var name = prefix + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  /// Words of an enumeration; [Condition#complete] lets nothing else pass.
  private static String words(List<String> words) {
    return words.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
  }
}
