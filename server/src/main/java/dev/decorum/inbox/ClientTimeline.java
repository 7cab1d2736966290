package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.ContactFigures;
import dev.decorum.clients.TimelineEntry;
import dev.decorum.clients.TimelinePlace;
import dev.decorum.clients.TimelineSource;
import dev.decorum.database.Times;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What passed between a client and us, for the client's page.
@Component
@Transactional(readOnly = true)
class ClientTimeline implements TimelineSource {

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Staff staff;

  ClientTimeline(JdbcClient jdbc, Vault vault, Staff staff) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.staff = staff;
  }

  @Override
  public List<TimelineEntry> entries(
      Viewer viewer,
      ClientId client,
      @Nullable Channel channel,
      @Nullable TimelinePlace before,
      int limit) {
    var statement =
        jdbc.sql(
                """
                select i.id, i.at, i.until, i.channel, i.direction, i.author_member, i.text, i.new_text,
                       i.forwards is not null as forwarded, c.id as conversation, c.no, c.key_id, c.subject, c.tags
                  from inbox.visible_to(:viewer) c
                  join inbox.interaction i on i.conversation_id = c.id
                 where c.client_id = :client
                   and c.deleted_at is null
                   and i.channel %s
                   %s
                 order by i.at desc, i.id desc
                 limit :limit
                """
                    .formatted(
                        channel == null ? "is not null" : "= :channel",
                        before == null ? "" : "and (i.at, i.id) < (:at, :id)"))
            .param("viewer", viewer.id().id())
            .param("client", client.id())
            .param("limit", limit);
    if (channel != null) statement = statement.param("channel", channel.word());
    if (before != null) {
      statement = statement.param("at", Times.bound(before.at())).param("id", before.id());
    }
    var rows = statement.query((row, _) -> Row.of(row)).list();
    vault.warm(rows.stream().map(row -> Vault.keyOf(row.subject())).distinct().toList());
    return rows.stream().map(this::entry).toList();
  }

  private TimelineEntry entry(Row row) {
    var text = vault.openText(row.text(), Interactions.TEXT, row.id());
    var own = vault.openTextNullable(row.newText(), Interactions.NEW_TEXT, row.id());
    var member = row.member();
    return new TimelineEntry(
        row.id(),
        row.at(),
        row.until(),
        row.channel(),
        row.direction(),
        vault.openText(row.subject(), Conversations.SUBJECT, row.conversation()),
        member == null ? null : staff.member(new MemberId(member)).map(Member::name).orElse(null),
        Conversations.firstWords(own == null || own.isBlank() ? text : own),
        "/c/%d#%s".formatted(row.no(), row.id()),
        row.tags());
  }

  @Override
  public ContactFigures figures(Viewer viewer, ClientId client) {
    var entries = new EnumMap<Channel, Integer>(Channel.class);
    jdbc.sql(
            """
            select i.channel, count(*) as entries
              from inbox.visible_to(:viewer) c
              join inbox.interaction i on i.conversation_id = c.id
             where c.client_id = :client
               and c.deleted_at is null
               and i.channel is not null
             group by i.channel
            """)
        .param("viewer", viewer.id().id())
        .param("client", client.id())
        .query(
            row -> {
              entries.put(Channel.of(row.getString("channel")), row.getInt("entries"));
            });
    return jdbc.sql(
            """
            select count(*) filter (where c.status <> 'resolved') as open,
                   min(c.waiting_since) as waiting_since,
                   max(c.last_at) as last_at
              from inbox.visible_to(:viewer) c
             where c.client_id = :client
               and c.deleted_at is null
            """)
        .param("viewer", viewer.id().id())
        .param("client", client.id())
        .query((row, _) -> figures(entries, row))
        .single();
  }

  private static ContactFigures figures(Map<Channel, Integer> entries, ResultSet row)
      throws SQLException {
    return new ContactFigures(
        entries,
        row.getInt("open"),
        Times.readNullable(row, "waiting_since"),
        Times.readNullable(row, "last_at"));
  }

  private record Row(
      UUID id,
      Instant at,
      @Nullable Instant until,
      Channel channel,
      TimelineEntry.Direction direction,
      @Nullable UUID member,
      byte[] text,
      byte @Nullable [] newText,
      UUID conversation,
      long no,
      byte[] subject,
      List<String> tags) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getObject("id", UUID.class),
          Times.read(row, "at"),
          Times.readNullable(row, "until"),
          Channel.of(row.getString("channel")),
          switch (Direction.of(row.getString("direction"))) {
            case IN -> TimelineEntry.Direction.IN;
            case OUT ->
                row.getBoolean("forwarded")
                    ? TimelineEntry.Direction.OUTSIDE
                    : TimelineEntry.Direction.OUT;
            case INTERNAL -> TimelineEntry.Direction.INTERNAL;
          },
          row.getObject("author_member", UUID.class),
          row.getBytes("text"),
          row.getBytes("new_text"),
          row.getObject("conversation", UUID.class),
          row.getLong("no"),
          row.getBytes("subject"),
          Conversations.strings(row.getArray("tags")));
    }
  }
}
