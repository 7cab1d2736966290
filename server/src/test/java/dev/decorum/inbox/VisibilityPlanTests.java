package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What the predicates cost: the planner must look through them, or each list would read whole
/// tables.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisibilityPlanTests {

  private static final int CLIENTS = 2_000;
  private static final UUID AGENT = new UUID(1, 1);
  private static final UUID OFFICER = new UUID(1, 2);
  private static final UUID TEAM = new UUID(2, 1);

  private JdbcClient jdbc;

  /// Ten conversations with each client, of three teams and of nobody's.
  @BeforeAll
  void fill() {
    var address = TestDatabase.fresh();
    var login = address.owner();
    jdbc =
        JdbcClient.create(
            new SingleConnectionDataSource(address.url(), login.user(), login.password(), true));
    jdbc.sql(
            """
            insert into staff.member (id, name, email, email_index, role, state, created_at)
            values (:agent, '', '', 'a', 'agent', 'active', now()),
                   (:officer, '', '', 'o', 'officer', 'active', now())
            """)
        .param("agent", AGENT)
        .param("officer", OFFICER)
        .update();
    jdbc.sql("insert into staff.team (id, name, created_at) values (:team, 'Lifts', now())")
        .param("team", TEAM)
        .update();
    jdbc.sql("insert into staff.membership (member_id, team_id) values (:agent, :team)")
        .param("agent", AGENT)
        .param("team", TEAM)
        .update();
    jdbc.sql(
            """
            insert into clients.client (id, kind, key_id, name, created_at, updated_at)
            select md5('client' || i)::uuid, 'person', md5('key')::uuid, '', now(),
                   now() - i * interval '1 second'
              from generate_series(1, :clients) i
            """)
        .param("clients", CLIENTS)
        .update();
    jdbc.sql(
            """
            insert into clients.restriction (client_id, team_id)
            select md5('client' || i)::uuid, md5('another team')::uuid
              from generate_series(1, :clients, 100) i
            """)
        .param("clients", CLIENTS)
        .update();
    jdbc.sql(
            """
            insert into clients.look_up (id, client_id, member_id, reason, ends_at)
            values (:id, md5('client2')::uuid, :officer, '', now() + interval '8 hours')
            """)
        .param("id", new UUID(3, 1))
        .param("officer", OFFICER)
        .update();
    jdbc.sql(
            """
            insert into inbox.conversation (
              id, client_id, key_id, subject, channel, status, team_id, created_at, last_at,
              updated_at)
            select md5('conversation' || i)::uuid, md5('client' || 1 + i % :clients)::uuid,
                   md5('key')::uuid, '', 'email', 'open',
                   case i % 4 when 0 then null when 1 then :team else md5('team' || i % 4)::uuid end,
                   now(), now() - i * interval '1 second', now()
              from generate_series(1, 10 * :clients) i
            """)
        .param("clients", CLIENTS)
        .param("team", TEAM)
        .update();
    for (var table : List.of("clients.client", "clients.look_up", "inbox.conversation")) {
      jdbc.sql("analyze " + table).update();
    }
  }

  @Test
  void anAgentsListReadsAnIndexInItsOrderAndStops() {
    assertThat(
            plan(
                AGENT,
                """
                select c.id from inbox.visible_to(:member) c
                 where c.deleted_at is null
                 order by c.last_at desc, c.id desc
                 limit 50
                """))
        .contains("using conversation_newest")
        .doesNotContain("Sort", "Seq Scan on conversation", "Function Scan");
    assertThat(
            plan(
                AGENT,
                """
                select c.id from inbox.visible_to(:member) c
                 where c.deleted_at is null
                   and c.team_id = (select cast('%s' as uuid))
                 order by c.last_at desc, c.id desc
                 limit 50
                """
                    .formatted(TEAM)))
        .contains("using conversation_team_newest")
        .doesNotContain("Sort", "Seq Scan on conversation", "Function Scan");
    assertThat(
            plan(
                AGENT,
                """
                select k.id from clients.visible_to(:member) k
                 order by k.updated_at desc, k.id desc
                 limit 50
                """))
        .contains("using client_recent")
        .doesNotContain("Sort", "Seq Scan on client ", "Function Scan on visible_to");
  }

  @Test
  void anOfficersListReadsOnlyWhatIsOpen() {
    assertThat(
            plan(
                OFFICER,
                """
                select c.id from inbox.visible_to(:member) c
                 where c.deleted_at is null
                   and c.client_id = any (array(select o from clients.opened_to(:member) o))
                 order by c.last_at desc, c.id desc
                 limit 50
                """))
        .contains("conversation_client_newest")
        .doesNotContain("Seq Scan on conversation", "Function Scan on visible_to");
    assertThat(
            plan(
                OFFICER,
                """
                select k.id from clients.visible_to(:member) k
                 where k.id = any (array(select o from clients.opened_to(:member) o))
                 order by k.updated_at desc, k.id desc
                 limit 50
                """))
        .contains("client_pkey")
        .doesNotContain("Seq Scan on client ", "Function Scan on visible_to");
  }

  @Test
  void oneConversationIsFoundByItsNumber() {
    for (var member : List.of(AGENT, OFFICER)) {
      assertThat(plan(member, "select c.id from inbox.visible_to(:member) c where c.no = 7"))
          .contains("conversation_no_key")
          .doesNotContain("Seq Scan on conversation", "Function Scan on visible_to");
    }
  }

  private String plan(UUID member, String query) {
    var lines =
        jdbc.sql("explain (costs off) " + query).param("member", member).query(String.class).list();
    // Reckoned once a statement and never for a row
    assertThat(lines)
        .filteredOn(line -> line.contains("<> ALL"))
        .singleElement()
        .asString()
        .doesNotContain("SubPlan");
    return String.join("\n", lines);
  }
}
