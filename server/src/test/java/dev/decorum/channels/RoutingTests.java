package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.audit.Actor;
import dev.decorum.channels.RuleRefused.Reason;
import dev.decorum.channels.routing.Letter;
import dev.decorum.channels.routing.Rule;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Happening;
import dev.decorum.inbox.Happening.What;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Priority;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.decorum.web.Stale;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Rules, from the page's door to the conversation that a mail begins.
@SpringBootTest
@DatabaseTest
@Timeout(120)
class RoutingTests {

  @Autowired RoutingRules rules;
  @Autowired Mailboxes mailboxes;
  @Autowired Inbox inbox;
  @Autowired Staff staff;
  @Autowired SmtpPort smtp;
  @Autowired JdbcClient jdbc;

  private String unique;
  private Team repairs;
  private Team billing;
  private Mailbox help;
  private Mailbox billingBox;
  private Viewer admin;
  private Viewer lead;

  @BeforeEach
  void setUp() {
    jdbc.sql("delete from channels.routing_rule").update();
    unique = RowIds.next().toString().substring(24);
    repairs = staff.createTeam(Actor.system(), "Repairs " + unique);
    billing = staff.createTeam(Actor.system(), "Billing " + unique);
    help = mailbox("help", repairs);
    billingBox = mailbox("billing", billing);
    admin = viewer("Mette", Role.ADMIN);
    lead = viewer("Jonas", Role.LEAD, repairs.name());
  }

  private Mailbox mailbox(String name, Team team) {
    return mailboxes.add(
        Actor.system(),
        new NewMailbox(name + "-" + unique + "@brightwater.example", null, team.name(), null));
  }

  private Viewer viewer(String name, Role role, String... teams) {
    var email = name + "-" + unique + "@brightwater.example";
    var member =
        staff.add(new NewMember(name, email, role, List.of(teams), "plum orchard window")).member();
    return Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  private static Rule rule(
      String name,
      List<String> subject,
      List<Mailbox> boxes,
      @Nullable Team team,
      @Nullable Priority priority,
      String... tags) {
    return new Rule(
        name,
        List.of(),
        subject,
        List.of(),
        List.of(),
        boxes.stream().map(box -> box.id().id()).toList(),
        team == null ? null : team.id().id(),
        List.of(tags),
        priority);
  }

  private void deliver(String subject) throws IOException {
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin("ann@client.example", help.address());
      peer.send(
          "From: Ann <ann-%s@client.example>\r\nSubject: %s\r\nMessage-ID: <%s@client.example>\r\n\r\nIt is cold.\r\n.\r\n"
              .formatted(unique, subject, RowIds.next()));
      assertThat(peer.hear()).startsWith("250");
    }
  }

  private ConversationRow conversation(String subject) {
    return soon(
        () ->
            inbox
                .list(admin, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 200)
                .items()
                .stream()
                .filter(row -> row.subject().equals(subject))
                .findFirst());
  }

  private static <T> T soon(Supplier<Optional<T>> look) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      var found = look.get();
      if (found.isPresent()) return found.get();
      if (System.nanoTime() > end) throw new AssertionError("It did not happen within 20 seconds");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /// A node knows of a change when the notice of it has come.
  private void known(String subject, int count) {
    soon(
        () ->
            Optional.of(
                    rules
                        .route(
                            help.team(),
                            new Letter("ann@client.example", help.id().id(), subject, ""))
                        .routed()
                        .rules())
                .filter(names -> names.size() == count));
  }

  @Test
  void sortsTheConversationThatAMailBeginsAndSaysWhy() throws IOException {
    rules.add(
        admin,
        rule("Bills", List.of("invoice*"), List.of(), billing, Priority.HIGH, "money", "invoice"));
    known("Invoices", 1);

    deliver("Invoices of March " + unique);

    var row = conversation("Invoices of March " + unique);
    assertThat(row.team()).isEqualTo(billing.id());
    assertThat(row.priority()).isEqualTo(Priority.HIGH);
    assertThat(row.tags()).containsExactly("invoice", "money");
    assertThat(inbox.interactions(admin, row.no(), null, 50).items())
        .map(InteractionView::happening)
        .filteredOn(Objects::nonNull)
        .containsExactly(new Happening(What.ROUTED, null, null, List.of(), null, "Bills"));
  }

  @Test
  void aConversationThatNoRuleFitsGoesToTheTeamOfItsMailbox() throws IOException {
    rules.add(admin, rule("Bills", List.of("invoice*"), List.of(), billing, null));
    var off = rules.add(admin, rule("All", List.of(), List.of(), billing, null));
    rules.turn(admin, off.no(), false);
    known("Invoices", 1);

    deliver("Lift " + unique);

    var row = conversation("Lift " + unique);
    assertThat(row.team()).isEqualTo(repairs.id());
    assertThat(row.tags()).isEmpty();
    assertThat(row.priority()).isEqualTo(Priority.NORMAL);
  }

  @Test
  void theOrderCanBeChanged() {
    rules.add(admin, rule("One", List.of(), List.of(), repairs, null));
    var two = rules.add(admin, rule("Two", List.of(), List.of(), billing, null));
    known("Anything", 2);
    var letter = new Letter("a@b.example", help.id().id(), "Anything", "");
    assertThat(rules.route(help.team(), letter).team()).isEqualTo(repairs.id());

    rules.move(admin, two.no(), true);

    assertThat(rules.list(admin))
        .extracting(one -> one.rule().name())
        .containsExactly("Two", "One");
    soon(
        () ->
            Optional.of(rules.route(help.team(), letter))
                .filter(route -> billing.id().equals(route.team())));
    rules.move(admin, two.no(), true);
    assertThat(rules.list(admin))
        .extracting(one -> one.rule().name())
        .containsExactly("Two", "One");
  }

  @Test
  void aLeadMakesRulesForTheirOwnMailboxesOnly() {
    var everybodys = rules.add(admin, rule("All", List.of(), List.of(), billing, null));
    var foreign = rules.add(admin, rule("Theirs", List.of(), List.of(billingBox), billing, null));

    var own = rules.add(lead, rule("Own", List.of("lift"), List.of(help), repairs, null));

    assertThat(rules.list(lead))
        .extracting(one -> one.rule().name(), RoutingRule::editable)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("All", false),
            org.assertj.core.groups.Tuple.tuple("Own", true));
    assertThat(rules.get(lead, own.no()).rule().name()).isEqualTo("Own");
    for (var no : List.of(everybodys.no(), foreign.no())) {
      refused(Reason.NOT_FOUND, () -> rules.get(lead, no));
      refused(Reason.NOT_FOUND, () -> rules.turn(lead, no, false));
      refused(Reason.NOT_FOUND, () -> rules.delete(lead, no));
      refused(Reason.NOT_FOUND, () -> rules.move(lead, no, true));
    }
    var drawn = rule("Drawn", List.of(), List.of(), repairs, null);
    refused(Reason.NO_MAILBOX, () -> rules.add(lead, drawn));
    refused(Reason.NO_MAILBOX, () -> rules.change(lead, own.no(), drawn, 0));
    var reaching = rule("Reaching", List.of(), List.of(help, billingBox), repairs, null);
    refused(Reason.NO_MAILBOX, () -> rules.add(lead, reaching));
  }

  @Test
  void whatCannotBeIsRefused() {
    var known = List.of(help);
    refused(Reason.NO_NAME, () -> rules.add(admin, rule(" ", List.of(), known, repairs, null)));
    refused(Reason.NO_ACTION, () -> rules.add(admin, rule("A", List.of(), known, null, null)));
    refused(
        Reason.BAD_WORD, () -> rules.add(admin, rule("A", List.of("?!"), known, repairs, null)));
    var one = rules.add(admin, rule("A", List.of(), known, repairs, null));
    rules.change(admin, one.no(), rule("B", List.of(), known, repairs, null), 0);
    assertThatExceptionOfType(Stale.class)
        .isThrownBy(
            () -> rules.change(admin, one.no(), rule("C", List.of(), known, repairs, null), 0));
  }

  private static void refused(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(RuleRefused.class)
        .isThrownBy(call)
        .extracting(RuleRefused::reason)
        .isEqualTo(reason);
  }

  @Test
  void triesRulesOnTheLetterOfAConversation() throws IOException {
    rules.add(admin, rule("Lifts", List.of("lift"), List.of(), repairs, null, "lift"));
    rules.add(admin, rule("Bills", List.of("invoice*"), List.of(), billing, null));
    known("lift", 1);
    deliver("The lift again " + unique);
    var no = conversation("The lift again " + unique).no();

    var trial = rules.tryOn(admin, rules.letter(admin, no).orElseThrow());

    assertThat(trial.outcome().rules()).containsExactly("Lifts");
    assertThat(trial.findings())
        .extracting(one -> one.rule().rule().name(), one -> one.finding().fits())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Lifts", true),
            org.assertj.core.groups.Tuple.tuple("Bills", false));
  }
}
