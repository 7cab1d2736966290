package dev.decorum.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.channels.Mailbox;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.NewMailbox;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientDetails;
import dev.decorum.clients.Clients;
import dev.decorum.clients.EmailAddress;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.Sent;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.staff.Member;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sample data in an installation where people work.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Timeout(120)
class SampleTests {

  private static final String OKAFOR = "a.okafor@stbrannock.example";

  @Autowired Sample sample;
  @Autowired Staff staff;
  @Autowired Clients clients;
  @Autowired Inbox inbox;
  @Autowired Mailboxes mailboxes;
  @Autowired JdbcClient jdbc;

  private String unique;
  private Viewer admin;
  private Mailbox mailbox;
  private Client real;

  @BeforeEach
  void work() {
    unique = RowIds.next().toString().substring(24);
    var email = "sam-" + unique + "@staff.example";
    Member sam =
        staff
            .add(new NewMember("Sam Whitfield", email, Role.ADMIN, List.of(), "plum orchard win"))
            .member();
    admin = Viewer.of(sam, RowIds.next(), ZoneOffset.UTC);
    mailbox = mailboxes.add(Actor.system(), NewMailbox.at("desk-" + unique + "@house.example"));
    real =
        clients.create(
            admin,
            ClientDetails.person("Ann " + unique)
                .withEmails(EmailAddress.parse(unique + "@client.example").orElseThrow()));
  }

  @AfterEach
  void tidyUp() {
    sample.remove(admin);
    mailboxes.close(Actor.system(), mailbox.id());
  }

  @Test
  void isToldAsIfTheAdminHadDoneItAndBringsNobodyAlong() {
    int members = staff.members().size();
    int teams = staff.teams().size();

    sample.load(admin);
    sample.load(admin);

    var okafor = clients.byEmail(OKAFOR).orElseThrow();
    assertThat(sample.standing().clients()).isGreaterThanOrEqualTo(12);
    assertThat(conversations()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(conversations())
        .extracting(ConversationRow::assignee)
        .contains(admin.id())
        .containsNull();
    assertThat(conversations()).anyMatch(row -> row.client().id().equals(okafor));
    assertThat(staff.members()).hasSize(members);
    assertThat(staff.teams()).hasSize(teams);
    assertThat(sample.sample()).isEqualTo("demo.banner");
    assertThat(actions("sample.loaded")).isOne();
  }

  @Test
  void nothingLeavesThatIsWrittenToItsClients() {
    sample.load(admin);
    var to = Recipients.to(new Address("Dr. Okafor", OKAFOR));

    Sent first =
        inbox.start(
            admin,
            new NewConversation(
                okafor(),
                to,
                "Next visit",
                "Dear Dr. Okafor,\n\nmay I call you on Thursday at ten?\n\nKind regards,\nSam",
                null,
                List.of(),
                null,
                null,
                false));

    assertThat(mailboxOf(first)).isNotEqualTo(mailbox.id().id());
    awaitSent(first);
    sample.remove(admin);
    assertThat(
            jdbc.sql("select count(*) from channels.outbox where interaction_id = :id")
                .param("id", first.interaction().id())
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void leavesNothingBehindAndTouchesNothingElse() {
    long own = ownConversation();
    Map<String, Long> before = rows();

    sample.load(admin);
    assertThat(rows()).isNotEqualTo(before);
    var gone = sample.remove(admin);

    assertThat(gone.clients()).isGreaterThanOrEqualTo(12);
    assertThat(rows()).isEqualTo(before);
    assertThat(inbox.row(admin, own).client().id()).isEqualTo(real.id());
    assertThat(clients.byEmail(OKAFOR)).isEmpty();
    assertThat(mailboxes.all()).noneMatch(Mailbox::sample).anyMatch(one -> one.equals(mailbox));
    assertThat(sample.sample()).isNull();
    assertThat(actions("sample.removed")).isOne();
    sample.load(admin);
    assertThat(sample.standing().loaded()).isTrue();
  }

  @Test
  void clientsWhoWereMergedWithOthersStay() {
    sample.load(admin);
    var merge = clients.merge(admin, real.no(), okafor());

    var merged = sample.standing();
    clients.unmerge(admin, merge);
    var parted = sample.standing();

    assertThat(merged.merged()).isOne();
    assertThat(parted.merged()).isZero();
    assertThat(parted.clients()).isEqualTo(merged.clients() + 1);
    sample.remove(admin);
    assertThat(clients.byEmail(OKAFOR)).isEmpty();
    assertThat(clients.get(admin, real.no()).name()).contains(unique);
  }

  private long ownConversation() {
    return inbox
        .start(
            admin,
            new NewConversation(
                real.no(),
                Recipients.to(new Address("Ann", unique + "@client.example")),
                "Your visit",
                "Dear Ann,\n\nthank you for your visit.\n\nKind regards,\nSam",
                null,
                List.of(),
                null,
                null,
                false))
        .no();
  }

  private List<ConversationRow> conversations() {
    return inbox
        .list(admin, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 200)
        .items()
        .stream()
        .filter(this::sampleClient)
        .toList();
  }

  private long okafor() {
    var id = clients.byEmail(OKAFOR).orElseThrow();
    return conversations().stream()
        .filter(row -> row.client().id().equals(id))
        .findFirst()
        .orElseThrow()
        .client()
        .no();
  }

  private boolean sampleClient(ConversationRow row) {
    return jdbc.sql("select exists (select from demo.client where client_id = :id)")
        .param("id", row.client().id().id())
        .query(Boolean.class)
        .single();
  }

  private Object mailboxOf(Sent sent) {
    return jdbc.sql("select mailbox_id from channels.outbox where interaction_id = :id")
        .param("id", sent.interaction().id())
        .query(Object.class)
        .single();
  }

  private void awaitSent(Sent sent) {
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!"sent".equals(state(sent))) {
      assertThat(System.nanoTime()).as(state(sent)).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private String state(Sent sent) {
    return jdbc.sql("select delivery from inbox.interaction where id = :id")
        .param("id", sent.interaction().id())
        .query(String.class)
        .single();
  }

  private int actions(String action) {
    return jdbc.sql("select count(*) from audit.entry where action = :action and actor = :admin")
        .param("action", action)
        .param("admin", admin.id().id())
        .query(Integer.class)
        .single();
  }

  /// How many rows each table has that keeps something of clients.
  private Map<String, Long> rows() {
    var rows = new TreeMap<String, Long>();
    jdbc.sql(
            """
            select format('%I.%I', schemaname, tablename) as name
              from pg_tables
             where schemaname in ('clients', 'inbox', 'files', 'channels', 'coach', 'coaching', 'sla', 'demo')
            """)
        .query(String.class)
        .list()
        .forEach(
            table ->
                rows.put(
                    table, jdbc.sql("select count(*) from " + table).query(Long.class).single()));
    return rows;
  }
}
