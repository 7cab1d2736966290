package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientDetails;
import dev.decorum.clients.Clients;
import dev.decorum.files.Files;
import dev.decorum.inbox.Happening.What;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import dev.decorum.testing.StatementCount;
import dev.decorum.vault.RowIds;
import dev.decorum.web.Stale;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

@ApplicationModuleTest(
    mode = BootstrapMode.DIRECT_DEPENDENCIES,
    verifyAutomatically = false) // ModularityTests does it once
@DatabaseTest
@Import({InboxHouse.class, StatementCount.Counting.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxTests {

  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired Clients clients;
  @Autowired Files files;
  @Autowired Snoozing snoozing;
  @Autowired Search search;
  @Autowired ClientTimeline timeline;
  @Autowired House house;
  @Autowired PostOffice post;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;

  Viewer agent;
  Viewer other;
  Viewer lifts;
  Viewer admin;
  Viewer officer;
  TeamId liftTeam;

  @BeforeAll
  void people() {
    agent = house.member(Role.AGENT);
    other = house.member(Role.AGENT);
    lifts = house.member(Role.AGENT, "Lifts");
    admin = house.member(Role.ADMIN);
    officer = house.member(Role.OFFICER);
    liftTeam = house.team("Lifts");
  }

  // --- what comes in

  @Test
  void aMailOpensAConversationThatWaits() {
    var client = house.client("amara.okafor@stbrannock.example");
    var at = now().minusSeconds(60);

    var received =
        inbox.receive(
            house.letter(client, "Lift out again", "It has  stopped\nonce more.").at(at).message());

    assertThat(received.opened()).isTrue();
    var view = inbox.get(agent, received.no());
    assertThat(view.row().subject()).isEqualTo("Lift out again");
    assertThat(view.row().preview()).isEqualTo("It has stopped once more.");
    assertThat(view.row().status()).isEqualTo(Status.OPEN);
    assertThat(view.row().waitingSince()).isEqualTo(at);
    assertThat(view.row().client().id()).isEqualTo(client.id());
    assertThat(view.answerTo().to())
        .extracting(Address::address)
        .containsExactly("amara.okafor@stbrannock.example");
    var thread = inbox.interactions(agent, received.no(), null, 50).items();
    assertThat(thread).hasSize(1);
    assertThat(thread.getFirst().text()).isEqualTo("It has  stopped\nonce more.");
    assertThat(thread.getFirst().direction()).isEqualTo(Direction.IN);
    assertThat(thread.getFirst().senderCheck()).isEqualTo(SenderCheck.UNVERIFIED);
  }

  @Test
  void theClientsAnswerOpensItAgain() {
    for (var away :
        List.<Change>of(
            new Change.ToStatus(Status.RESOLVED),
            new Change.ToStatus(Status.WAITING),
            new Change.Snooze(now().plusSeconds(3600)))) {
      var client = house.client();
      var first = house.mail(client, "Invoice", "The VAT number is wrong.");
      inbox.change(agent, first.no(), List.of(away), null);

      inbox.receive(
          house.letter(client, "Re: Invoice", "Any news?").into(first.conversation()).message());

      var row = inbox.get(agent, first.no()).row();
      assertThat(row.status()).isEqualTo(Status.OPEN);
      assertThat(row.waitingSince()).isNotNull();
      assertThat(row.snoozedUntil()).isNull();
      assertThat(events(first.no())).endsWith(What.REOPENED);
    }
  }

  @Test
  void whatMachinesSendChangesNeitherStatusNorClock() {
    var client = house.client();
    var first = house.mail(client, "Invoice", "The VAT number is wrong.");
    inbox.change(agent, first.no(), List.of(new Change.ToStatus(Status.RESOLVED)), null);

    for (var verdict :
        List.of(Verdict.AUTO_REPLY, Verdict.OUT_OF_OFFICE, Verdict.BOUNCE, Verdict.RECEIPT)) {
      inbox.receive(
          house
              .letter(client, "Auto", "Away")
              .into(first.conversation())
              .verdict(verdict)
              .message());
    }

    var row = inbox.get(agent, first.no()).row();
    assertThat(row.status()).isEqualTo(Status.RESOLVED);
    assertThat(row.waitingSince()).isNull();
    assertThat(row.preview()).isEqualTo("The VAT number is wrong.");
    assertThat(messages(first.no())).hasSize(5);
  }

  @Test
  void onlyAVerifiedSenderBringsOthersIn() {
    var client = house.client();
    var stranger = Address.of("stranger@elsewhere.example");
    var unverified =
        inbox.receive(
            house.letter(client, "A", "a").also(SenderCheck.UNVERIFIED, stranger).message());
    var verified =
        inbox.receive(
            house.letter(client, "B", "b").also(SenderCheck.VERIFIED, stranger).message());

    assertThat(addresses(inbox.get(agent, unverified.no()).answerAll()))
        .containsExactly(client.details().emails().getFirst().value());
    assertThat(addresses(inbox.get(agent, verified.no()).answerAll()))
        .containsExactly(
            client.details().emails().getFirst().value(), "stranger@elsewhere.example");
    var facts = inbox.facts(unverified.conversation()).orElseThrow();
    assertThat(facts.isParticipant(inbox.addressIndex("Stranger@Elsewhere.EXAMPLE"))).isFalse();
    assertThat(
            inbox
                .facts(verified.conversation())
                .orElseThrow()
                .isParticipant(inbox.addressIndex("stranger@ELSEWHERE.example")))
        .isTrue();
  }

  @Test
  void aMailIntoTheTrashTakesTheConversationOutOfIt() {
    var client = house.client();
    var first = house.mail(client, "Spam", "Or so it seemed.");
    inbox.trash(agent, first.no());
    assertThat(inbox.facts(first.conversation()).orElseThrow().deleted()).isTrue();

    inbox.receive(house.letter(client, "Re: Spam", "Hello?").into(first.conversation()).message());

    assertThat(inbox.get(agent, first.no()).row().deletedAt()).isNull();
  }

  // --- what goes out

  @Test
  void aReplyGoesToWhoeverWroteAndStopsTheClock() {
    var client = house.client();
    var first = house.mail(client, "Lift", "When will you come?");

    var sent = inbox.reply(agent, first.no(), NewReply.of("On Thursday at nine."));

    var message = post.of(sent.interaction());
    assertThat(addresses(message.recipients()))
        .containsExactly(client.details().emails().getFirst().value());
    assertThat(message.subject()).isEqualTo("Re: Lift");
    assertThat(message.answers())
        .isNotNull()
        .extracting(OutgoingMessage.Answered::text)
        .isEqualTo("When will you come?");
    assertThat(message.mailbox()).isEqualTo(InboxHouse.HELP);
    assertThat(message.undoable()).isTrue();
    assertThat(Duration.between(now(), message.notBefore()))
        .isLessThanOrEqualTo(Inbox.UNDO)
        .isPositive();
    var row = inbox.get(agent, first.no()).row();
    assertThat(row.waitingSince()).isNull();
    assertThat(row.status()).isEqualTo(Status.OPEN);
    assertThat(row.preview()).isEqualTo("On Thursday at nine.");
    assertThat(messages(first.no()).getLast().delivery()).isEqualTo(Delivery.HELD);
  }

  @Test
  void aReplyCanResolve() {
    var first = house.mail(house.client(), "Lift", "Thanks, all done.");

    inbox.reply(
        agent,
        first.no(),
        new NewReply("You are welcome.", null, List.of(), null, null, Status.RESOLVED, false));

    assertThat(inbox.get(agent, first.no()).row().status()).isEqualTo(Status.RESOLVED);
    assertThat(events(first.no())).containsExactly(What.RESOLVED);
    assertThat(messages(first.no()).getLast().delivery()).isEqualTo(Delivery.QUEUED);
  }

  @Test
  void whomWeWriteToTakesPart() {
    var first = house.mail(house.client(), "Lift", "Please tell Tomas.");
    var to = Recipients.to(Address.of("tomas@clinic.example"));

    inbox.reply(agent, first.no(), new NewReply("Done.", to, List.of(), null, null, null, true));

    var facts = inbox.facts(first.conversation()).orElseThrow();
    assertThat(facts.isParticipant(inbox.addressIndex("tomas@clinic.example"))).isTrue();
  }

  @Test
  void aTakenBackReplyLeavesNothingBehindButItsDraft() throws IOException {
    var first = house.mail(house.client(), "Lift", "When will you come?");
    var before = inbox.get(agent, first.no()).row();
    var draft = saved(drafts.save(agent, first.no(), DraftKind.REPLY, text("Soon."), 0));
    var file = drafts.attach(agent, draft.id(), file("plan.txt", "by lift"));
    var to = Recipients.to(Address.of("amara@clinic.example"));

    var sent =
        inbox.reply(
            agent,
            first.no(),
            new NewReply("Soon.", to, List.of(), draft.id(), null, Status.RESOLVED, true));
    assertThat(drafts.find(agent, first.no(), DraftKind.REPLY)).isEmpty();
    assertThat(messages(first.no()).getLast().attachments())
        .extracting(Attachment::file)
        .containsExactly(file.file());
    assertThat(inbox.undo(agent, sent.interaction())).isTrue();

    var after = inbox.get(agent, first.no()).row();
    assertThat(after.status()).isEqualTo(before.status());
    assertThat(after.waitingSince()).isEqualTo(before.waitingSince());
    assertThat(after.preview()).isEqualTo(before.preview());
    assertThat(messages(first.no())).hasSize(1);
    var back = drafts.find(agent, first.no(), DraftKind.REPLY).orElseThrow();
    assertThat(back.id()).isEqualTo(draft.id());
    assertThat(back.content().text()).isEqualTo("Soon.");
    assertThat(addresses(back.content().recipients())).containsExactly("amara@clinic.example");
    assertThat(back.files()).extracting(Attachment::name).containsExactly("plan.txt");
    assertThat(content(agent, file)).isEqualTo("by lift");
  }

  @Test
  void whatWasTypedAfterSendingStaysBesideWhatComesBack() {
    var first = house.mail(house.client(), "Lift", "When?");
    var sent = inbox.reply(agent, first.no(), NewReply.of("Soon."));
    drafts.save(agent, first.no(), DraftKind.REPLY, text("One more thing."), 0);

    inbox.undo(agent, sent.interaction());

    assertThat(drafts.find(agent, first.no(), DraftKind.REPLY).orElseThrow().content().text())
        .isEqualTo("Soon.\n\nOne more thing.");
  }

  @Test
  void whatHasLeftOrIsSomebodyElsesCannotBeTakenBack() {
    var first = house.mail(house.client(), "Lift", "When?");
    var sent = inbox.reply(agent, first.no(), NewReply.of("Soon."));

    assertThat(inbox.undo(other, sent.interaction())).isFalse();
    post.letLeave(sent.interaction());
    assertThat(inbox.undo(agent, sent.interaction())).isFalse();
    var late = inbox.reply(agent, first.no(), NewReply.of("Today."));
    clock.forward(Inbox.UNDO.plusSeconds(1));
    assertThat(inbox.undo(agent, late.interaction())).isFalse();
    assertThat(messages(first.no())).hasSize(3);
  }

  @Test
  void aFirstMessageThatIsTakenBackHasNeverBeen() {
    var client = house.client();
    var sent =
        inbox.start(
            agent,
            new NewConversation(
                client.no(),
                Recipients.NOBODY,
                "Visit",
                "May I come?",
                null,
                List.of(),
                null,
                null,
                true));
    assertThat(inbox.get(agent, sent.no()).row().assignee()).isEqualTo(agent.id());
    assertThat(post.last().subject()).isEqualTo("Visit");
    assertThat(post.last().answers()).isNull();

    assertThat(inbox.undo(agent, sent.interaction())).isTrue();

    assertThatExceptionOfType(ConversationNotFound.class)
        .isThrownBy(() -> inbox.get(agent, sent.no()));
    var back =
        drafts.all(agent).stream().filter(d -> d.kind() == DraftKind.NEW).findFirst().orElseThrow();
    assertThat(back.content().subject()).isEqualTo("Visit");
    assertThat(back.content().text()).isEqualTo("May I come?");
  }

  @Test
  void whatLeavesLaterIsNoAnswerUntilItHasLeft() {
    var client = house.client();
    var first = house.mail(client, "Lift", "When?");
    var waiting = inbox.get(agent, first.no()).row().waitingSince();
    var sent =
        inbox.reply(
            agent,
            first.no(),
            new NewReply("Tomorrow.", null, List.of(), null, now().plusSeconds(3600), null, false));

    assertThat(inbox.get(agent, first.no()).row().waitingSince()).isEqualTo(waiting);
    clock.forward(Duration.ofHours(1));
    inbox.delivery(sent.interaction(), Delivery.SENT, null);

    assertThat(inbox.get(agent, first.no()).row().waitingSince()).isNull();
  }

  @Test
  void aFailedMessageComesBackIntoTheQueueWithItsReason() {
    var first = house.mail(house.client(), "Lift", "When?");
    var waiting = inbox.get(agent, first.no()).row().waitingSince();
    var sent =
        inbox.reply(
            agent,
            first.no(),
            new NewReply("Soon.", null, List.of(), null, null, Status.RESOLVED, false));

    inbox.delivery(sent.interaction(), Delivery.FAILED, "The address does not exist");

    var row = inbox.get(agent, first.no()).row();
    assertThat(row.status()).isEqualTo(Status.OPEN);
    assertThat(row.waitingSince()).isEqualTo(waiting);
    var message = inbox.interaction(agent, sent.interaction());
    assertThat(message.delivery()).isEqualTo(Delivery.FAILED);
    assertThat(message.deliveryReason()).isEqualTo("The address does not exist");
  }

  @Test
  void nothingGoesOutOfTheTrash() {
    var first = house.mail(house.client(), "Lift", "When?");
    inbox.trash(agent, first.no());

    assertThatExceptionOfType(MessageRefused.class)
        .isThrownBy(() -> inbox.reply(agent, first.no(), NewReply.of("Soon.")))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.TRASHED));
    inbox.restore(agent, first.no());
    assertThat(inbox.reply(agent, first.no(), NewReply.of("Soon.")).undoUntil()).isNotNull();
  }

  // --- what is written down

  @Test
  void aNoteIsKeptApartAndAnswersNobody() {
    var first = house.mail(house.client(), "Lift", "When?");

    var note = inbox.note(agent, first.no(), "Part comes on Wednesday.", List.of());

    var view = inbox.interaction(agent, note);
    assertThat(view.kind()).isEqualTo(Kind.NOTE);
    assertThat(view.direction()).isEqualTo(Direction.INTERNAL);
    assertThat(view.authorMember()).isEqualTo(agent.id());
    var row = inbox.get(agent, first.no()).row();
    assertThat(row.waitingSince()).isNotNull();
    assertThat(row.preview()).isEqualTo("When?");
  }

  @Test
  void aCallAnswersTheClient() {
    var first = house.mail(house.client(), "Lift", "When?");

    inbox.log(
        agent,
        first.no(),
        new NewContact(Kind.CALL, Channel.PHONE, Direction.OUT, "Thursday is fine.", now()));

    assertThat(inbox.get(agent, first.no()).row().waitingSince()).isNull();
    var visit =
        inbox.log(
            agent,
            inbox.get(agent, first.no()).row().client().no(),
            "Yearly visit",
            new NewContact(Kind.VISIT, Channel.VISIT, Direction.OUT, "All well.", now()));
    assertThat(inbox.interaction(agent, visit).kind()).isEqualTo(Kind.VISIT);
  }

  @Test
  void aConversationThatBeganWithACallIsAnsweredToTheClient() {
    var client = house.client();
    long no = called(client, "Please write to me.");
    var address = client.details().emails().getFirst().value();
    assertThat(inbox.get(agent, no).participants()).isEmpty();
    assertThat(inbox.get(agent, no).answerTo())
        .isEqualTo(Recipients.to(new Address(client.name(), address)));

    var sent = inbox.reply(agent, no, NewReply.of("As you asked."));

    assertThat(addresses(post.of(sent.interaction()).recipients())).containsExactly(address);
    assertThat(inbox.get(agent, no).participants())
        .extracting(one -> one.address().address())
        .containsExactly(address);
  }

  @Test
  void whoeverHasNoAddressHasToBeAskedForOne() {
    var client = clients.create(agent, ClientDetails.person("Aksel Holm"));
    long no = called(client, "He will call again.");

    assertThat(inbox.get(agent, no).answerTo()).isEqualTo(Recipients.NOBODY);
    assertThatExceptionOfType(MessageRefused.class)
        .isThrownBy(() -> inbox.reply(agent, no, NewReply.of("When?")))
        .extracting(MessageRefused::reason)
        .isEqualTo(Reason.NO_RECIPIENT);
  }

  /// @return number of the conversation
  private long called(Client client, String text) {
    var call = new NewContact(Kind.CALL, Channel.PHONE, Direction.IN, text, now());
    inbox.log(agent, client.no(), "Yearly visit", call);
    return inbox
        .list(agent, ConversationFilter.of(View.ALL).client(client.id()), Sort.NEWEST, null, 1)
        .items()
        .getFirst()
        .no();
  }

  // --- changing

  @Test
  void whatChangesIsToldInTheThreadAndInTheLog() {
    var first = house.mail(house.client(), "Lift", "When?");

    int version =
        inbox.change(
            lifts,
            first.no(),
            List.of(
                new Change.Take(),
                new Change.MoveTo(liftTeam),
                new Change.Tag(Set.of(" outage ", "lift")),
                new Change.Rename("Lift B")),
            0);

    var row = inbox.get(lifts, first.no()).row();
    assertThat(row.version()).isEqualTo(version);
    assertThat(row.assignee()).isEqualTo(lifts.id());
    assertThat(row.team()).isEqualTo(liftTeam);
    assertThat(row.tags()).containsExactly("lift", "outage");
    assertThat(row.subject()).isEqualTo("Lift B");
    assertThat(inbox.interactions(lifts, first.no(), null, 50).items())
        .flatExtracting(i -> Stream.ofNullable(i.happening()).map(Happening::what).toList())
        .containsExactlyInAnyOrder(What.MOVED, What.ASSIGNED, What.TAGGED, What.RENAMED);
    assertThat(
            jdbc.sql("select action from audit.entry where object = :id and actor = :actor")
                .param("id", first.conversation().id())
                .param("actor", lifts.id().id())
                .query(String.class)
                .list())
        .contains("conversation.assigned", "conversation.moved");
  }

  @Test
  void whatIsSoAlreadyIsNoChange() {
    var first = house.mail(house.client(), "Lift", "When?");

    assertThat(inbox.change(agent, first.no(), List.of(new Change.ToStatus(Status.OPEN)), null))
        .isZero();

    assertThat(events(first.no())).isEmpty();
  }

  @Test
  void aChangeOnAnOldVersionIsRefused() {
    var first = house.mail(house.client(), "Lift", "When?");
    inbox.change(agent, first.no(), List.of(new Change.ToStatus(Status.WAITING)), 0);

    assertThatExceptionOfType(Stale.class)
        .isThrownBy(
            () -> inbox.change(agent, first.no(), List.of(new Change.ToStatus(Status.OPEN)), 0));
    assertThat(inbox.get(agent, first.no()).row().status()).isEqualTo(Status.WAITING);
  }

  @Test
  void ofFiftyWhoTakeItAtOnceOneHasIt() throws Exception {
    var first = house.mail(house.client(), "Lift", "When?");
    var both = List.of(agent, other);

    var outcomes =
        inParallel(
            50,
            i -> {
              try {
                inbox.change(both.get(i % 2), first.no(), List.of(new Change.Take()), 0);
                return "won";
              } catch (Stale | AlreadyAssigned _) {
                return "lost";
              }
            });

    assertThat(outcomes).filteredOn("won"::equals).hasSize(1);
    assertThat(events(first.no())).containsExactly(What.ASSIGNED);
    assertThat(inbox.get(agent, first.no()).version()).isEqualTo(1);
  }

  @Test
  void isNotGivenToWhoCannotServeTheClient() {
    var client = house.client();
    var first = house.mail(client, "Lift", "When?");
    assertUnfit(first, officer);
    house.restrict(client, liftTeam);

    assertUnfitBy(admin, first, agent);
    inbox.change(admin, first.no(), List.of(new Change.Assign(lifts.id())), null);
    assertThat(inbox.get(lifts, first.no()).row().assignee()).isEqualTo(lifts.id());
  }

  private void assertUnfit(Received conversation, Viewer member) {
    assertUnfitBy(agent, conversation, member);
  }

  private void assertUnfitBy(Viewer by, Received conversation, Viewer member) {
    assertThatExceptionOfType(MessageRefused.class)
        .isThrownBy(
            () ->
                inbox.change(by, conversation.no(), List.of(new Change.Assign(member.id())), null))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.UNFIT_ASSIGNEE));
  }

  @Test
  void wakesWhenItsTimeHasCome() {
    var first = house.mail(house.client(), "Lift", "When?");
    inbox.change(agent, first.no(), List.of(new Change.Snooze(now().plusSeconds(600))), null);
    snoozing.wakeAll();
    assertThat(inbox.get(agent, first.no()).row().status()).isEqualTo(Status.SNOOZED);
    clock.forward(Duration.ofSeconds(601));

    snoozing.wakeAll();

    assertThat(inbox.get(agent, first.no()).row().status()).isEqualTo(Status.OPEN);
    assertThat(events(first.no())).containsExactly(What.SNOOZED, What.WOKEN);
  }

  @Test
  void whoTakesBackAResolutionOwesTheAnswerAgain() {
    var first = house.mail(house.client(), "Lift", "When?");
    var waiting = inbox.get(agent, first.no()).row().waitingSince();
    inbox.change(agent, first.no(), List.of(new Change.ToStatus(Status.RESOLVED)), null);

    inbox.change(agent, first.no(), List.of(new Change.ToStatus(Status.OPEN)), null);

    assertThat(inbox.get(agent, first.no()).row().waitingSince()).isEqualTo(waiting);
  }

  // --- who sees what

  @Test
  void belongsToItsTeamAndItsAssignee() {
    var theirs = house.mail(house.client(), liftTeam, "Lift", "xylophoneteam");

    assertThat(inbox.get(lifts, theirs.no()).no()).isEqualTo(theirs.no());
    assertThat(inbox.get(admin, theirs.no()).no()).isEqualTo(theirs.no());
    assertUnknown(agent, theirs);
    assertUnknown(officer, theirs);
    inbox.change(lifts, theirs.no(), List.of(new Change.Assign(agent.id())), null);
    assertThat(inbox.get(agent, theirs.no()).no()).isEqualTo(theirs.no());
    assertThat(numbers(agent, ConversationFilter.of(View.ALL))).contains(theirs.no());
  }

  @Test
  void aRestrictedClientIsSeenByTheirTeamsOnly() {
    var client = house.client();
    var mail = house.mail(client, "Private", "kaleidoscope");
    house.restrict(client, liftTeam);

    assertThat(inbox.get(lifts, mail.no()).no()).isEqualTo(mail.no());
    assertUnknown(agent, mail);
    assertThat(inbox.get(admin, mail.no()).no()).isEqualTo(mail.no());
  }

  private void assertUnknown(Viewer viewer, Received mail) {
    var unknown = 999_999_999L;
    for (var no : List.of(mail.no(), unknown)) {
      assertNotFound(() -> inbox.get(viewer, no));
      assertNotFound(() -> inbox.interactions(viewer, no, null, 50));
      assertNotFound(() -> inbox.latest(viewer, no, null, 50));
      assertNotFound(() -> inbox.reply(viewer, no, NewReply.of("Hello")));
      assertNotFound(() -> inbox.note(viewer, no, "Hello", List.of()));
      assertNotFound(() -> inbox.change(viewer, no, List.of(new Change.Take()), null));
      assertNotFound(() -> inbox.trash(viewer, no));
      assertNotFound(() -> drafts.save(viewer, no, DraftKind.NOTE, text("x"), 0));
    }
    assertThatExceptionOfType(InteractionNotFound.class)
        .isThrownBy(() -> inbox.interaction(viewer, mail.interaction()));
    assertThatExceptionOfType(InteractionNotFound.class)
        .isThrownBy(() -> inbox.undo(viewer, mail.interaction()));
    assertThat(inbox.html(viewer, mail.interaction())).isEmpty();
    assertThat(numbers(viewer, ConversationFilter.of(View.ALL))).doesNotContain(mail.no());
    for (var query : List.of("xylophoneteam", "kaleidoscope", "#" + mail.no())) {
      assertThat(numbers(viewer, ConversationFilter.of(View.ALL).query(query))).isEmpty();
    }
    assertThat(inbox.get(admin, mail.no()).version()).isZero();
  }

  private static void assertNotFound(Runnable work) {
    assertThatExceptionOfType(ConversationNotFound.class).isThrownBy(work::run);
  }

  @Test
  void aFileIsOpenedWhereItBelongsOnly() throws IOException {
    var client = house.client();
    var file =
        files.store(
            clients.keyOf(client.id()),
            "plan.pdf",
            "application/pdf",
            new ByteArrayInputStream("%PDF".getBytes(StandardCharsets.US_ASCII)));
    var received =
        inbox.receive(
            house
                .letter(client, "Plan", "See the file.")
                .team(liftTeam)
                .files(new IncomingFile(file, "plan.pdf", "cid-1", true))
                .message());

    var attachment = inbox.interaction(lifts, received.interaction()).attachments().getFirst();
    assertThat(attachment.name()).isEqualTo("plan.pdf");
    assertThat(attachment.contentId()).isEqualTo("cid-1");
    assertThat(attachment.inline()).isTrue();
    assertThat(content(lifts, attachment)).isEqualTo("%PDF");
    assertThatExceptionOfType(AttachmentNotFound.class)
        .isThrownBy(() -> inbox.open(agent, attachment.file()));
    assertThat(numbers(lifts, ConversationFilter.of(View.ALL).query("plan.pdf")))
        .containsExactly(received.no());
  }

  @Test
  void noticesReachThoseWhoMaySee() {
    var mail = house.mail(house.client(), liftTeam, "Lift", "When?");
    var members = Stream.of(agent, lifts, admin, officer).map(v -> v.id().id()).toList();

    assertThat(new ConversationGate(jdbc).allowed(members, Long.toString(mail.no())))
        .containsExactlyInAnyOrder(lifts.id().id(), admin.id().id());
    assertThat(new ConversationGate(jdbc).allowed(members, "1; drop table")).isEmpty();
    var queue = new QueueGate(jdbc);
    assertThat(queue.allowed(members, QueueGate.team(liftTeam)))
        .containsExactlyInAnyOrder(lifts.id().id(), admin.id().id());
    assertThat(queue.allowed(members, QueueGate.member(agent.id())))
        .containsExactly(agent.id().id());
    assertThat(queue.allowed(members, QueueGate.EVERYBODY))
        .containsExactlyInAnyOrder(agent.id().id(), lifts.id().id(), admin.id().id());
  }

  // --- lists

  @Test
  void aListGoesOnWhereItEndedWhateverComesInBetween() {
    var client = house.client();
    var mails =
        IntStream.range(0, 7).mapToObj(i -> house.mail(client, "No " + i, "Text " + i)).toList();
    for (var viewer : List.of(agent, lifts, admin)) {
      for (var sort : Sort.values()) {
        var filter = ConversationFilter.of(View.ALL).client(client.id());
        var seen = new ArrayList<Long>();
        Cursor next = null;
        do {
          var page = inbox.list(viewer, filter, sort, next, 3);
          page.items().forEach(row -> seen.add(row.no()));
          next = page.next();
        } while (next != null);

        var expected = mails.stream().map(Received::no).toList();
        assertThat(seen)
            .as("%s for %s", sort, viewer.role())
            .isEqualTo(sort == Sort.NEWEST ? expected.reversed() : expected);
      }
    }
  }

  @Test
  void queuesHoldWhatTheirNamesSay() {
    var client = house.client();
    var mine = house.mail(client, "mine", "a").no();
    inbox.change(lifts, mine, List.of(new Change.Take()), null);
    var teams = house.mail(client, liftTeam, "team", "b").no();
    var snoozed = house.mail(client, "snoozed", "c").no();
    inbox.change(lifts, snoozed, List.of(new Change.Snooze(now().plusSeconds(9_999))), null);
    var trashed = house.mail(client, "trashed", "d").no();
    inbox.trash(lifts, trashed);
    var resolved = house.mail(client, "resolved", "e").no();
    inbox.change(lifts, resolved, List.of(new Change.ToStatus(Status.RESOLVED)), null);
    inbox.reply(lifts, resolved, NewReply.of("Done."));

    assertThat(of(lifts, View.MINE, client)).containsExactly(mine);
    assertThat(of(lifts, View.UNASSIGNED, client)).containsExactly(teams);
    assertThat(of(lifts, View.TEAM, client)).containsExactly(teams);
    assertThat(of(lifts, View.ALL, client))
        .containsExactlyInAnyOrder(mine, teams, snoozed, resolved);
    assertThat(of(lifts, View.SNOOZED, client)).containsExactly(snoozed);
    assertThat(of(lifts, View.SENT, client)).containsExactly(resolved);
    assertThat(of(lifts, View.TRASH, client)).containsExactly(trashed);
    var counts = inbox.counts(lifts);
    assertThat(counts.mine()).isEqualTo(1);
    assertThat(counts.team()).isPositive();
    assertThat(counts.snoozed()).isPositive();
  }

  private List<Long> of(Viewer viewer, View view, Client client) {
    return numbers(viewer, ConversationFilter.of(view).client(client.id()));
  }

  @Test
  void theQueueOfMyTeamsIsReadTeamByTeam() {
    var client = house.client();
    var first = house.mail(client, liftTeam, "first", "a").no();
    var second = house.mail(client, liftTeam, "second", "b").no();

    assertThat(numbers(lifts, ConversationFilter.of(View.TEAM), Sort.WAITING))
        .containsSubsequence(first, second);
    assertThat(numbers(lifts, ConversationFilter.of(View.TEAM), Sort.NEWEST))
        .containsSubsequence(second, first);
    assertThat(numbers(agent, ConversationFilter.of(View.TEAM), Sort.NEWEST)).isEmpty();
  }

  @Test
  void needsFewStatementsHoweverLongTheList() {
    var clients = IntStream.range(0, 20).mapToObj(_ -> house.client()).toList();
    clients.forEach(client -> house.mail(client, "Lift", "When?"));

    var list =
        StatementCount.of(
            () -> inbox.list(lifts, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 50));
    var no = house.mail(clients.getFirst(), "Long", "Start").no();
    IntStream.range(0, 9).forEach(i -> inbox.note(agent, no, "Note " + i, List.of()));
    var page =
        StatementCount.of(
            () -> {
              inbox.get(agent, no);
              inbox.latest(agent, no, null, 30);
              inbox.counts(agent);
              drafts.find(agent, no, DraftKind.REPLY);
            });
    var search =
        StatementCount.of(
            () ->
                inbox.list(
                    lifts, ConversationFilter.of(View.ALL).query("lift"), Sort.NEWEST, null, 50));

    assertThat(list).hasSizeLessThanOrEqualTo(3);
    assertThat(page).hasSizeLessThanOrEqualTo(7);
    assertThat(search).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void earlierInteractionsAreReachedFromTheNewest() {
    var no = house.mail(house.client(), "Long", "Start").no();
    IntStream.range(0, 9).forEach(i -> inbox.note(agent, no, "Note " + i, List.of()));

    var latest = inbox.latest(agent, no, null, 4);
    var earlier = inbox.latest(agent, no, latest.next(), 4);

    assertThat(latest.items())
        .extracting(InteractionView::text)
        .containsExactly("Note 5", "Note 6", "Note 7", "Note 8");
    assertThat(earlier.items())
        .extracting(InteractionView::text)
        .containsExactly("Note 1", "Note 2", "Note 3", "Note 4");
    assertThat(inbox.interactions(agent, no, null, 2).items())
        .extracting(InteractionView::text)
        .containsExactly("Start", "Note 0");
  }

  // --- search

  @Test
  void findsByWordsNamesNumbersAndAddresses() {
    var client = house.client("yuki.tanaka@kitano.example");
    var mail = house.mail(client, "Quarterly review", "The escalators rattled, Größe 20417.");
    inbox.note(agent, mail.no(), "Ask about the gearbox.", List.of());

    for (var query :
        List.of(
            "escalator",
            "RATTLED",
            "groesse",
            "20417",
            "gearbox",
            "quarterly rattled",
            "yuki.tanaka@kitano.example",
            "yuki",
            "#" + mail.no(),
            Long.toString(mail.no()))) {
      assertThat(numbers(agent, ConversationFilter.of(View.ALL).query(query)))
          .as(query)
          .contains(mail.no());
    }
    assertThat(numbers(agent, ConversationFilter.of(View.ALL).query("escalator piano"))).isEmpty();
    assertThat(
            numbers(
                agent, ConversationFilter.of(View.ALL).status(Status.RESOLVED).query("escalator")))
        .isEmpty();
  }

  @Test
  void findsWhatIsSortedInLikeWhatWaits() {
    var first = house.mail(house.client(), "Bellows", "The harmonium wheezes.");
    search.sortInWords();
    var second = house.mail(house.client(), "Pedals", "Our harmonium squeaks.");

    assertThat(numbers(agent, ConversationFilter.of(View.ALL).query("harmonium")))
        .containsExactlyInAnyOrder(first.no(), second.no());
    search.sortInWords();
    assertThat(numbers(agent, ConversationFilter.of(View.ALL).query("harmonium")))
        .containsExactlyInAnyOrder(first.no(), second.no());
  }

  @Test
  void aConversationIsFoundOncePageByPage() {
    var client = house.client();
    var mails =
        IntStream.range(0, 5)
            .mapToObj(i -> house.mail(client, "No " + i, "zeppelin zeppelin " + i))
            .toList();
    mails.forEach(mail -> inbox.note(agent, mail.no(), "Another zeppelin", List.of()));
    inbox.note(agent, mails.getFirst().no(), "The newest zeppelin", List.of());

    var filter = ConversationFilter.of(View.ALL).query("zeppelins");
    var seen = new ArrayList<Long>();
    Cursor next = null;
    do {
      var page = inbox.list(agent, filter, Sort.NEWEST, next, 2);
      page.items().forEach(row -> seen.add(row.no()));
      next = page.next();
    } while (next != null);

    var expected = new ArrayList<>(mails.stream().map(Received::no).toList().reversed());
    expected.addFirst(expected.removeLast());
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void whatIWroteIsListedOncePageByPage() {
    var client = house.client();
    var mails =
        IntStream.range(0, 5).mapToObj(i -> house.mail(client, "No " + i, "When?")).toList();
    mails.forEach(mail -> inbox.reply(other, mail.no(), NewReply.of("Soon.")));
    inbox.reply(other, mails.getFirst().no(), NewReply.of("Today."));

    var filter = ConversationFilter.of(View.SENT).client(client.id());
    var seen = new ArrayList<Long>();
    Cursor next = null;
    do {
      var page = inbox.list(other, filter, Sort.NEWEST, next, 2);
      page.items().forEach(row -> seen.add(row.no()));
      next = page.next();
    } while (next != null);

    var expected = new ArrayList<>(mails.stream().map(Received::no).toList().reversed());
    expected.addFirst(expected.removeLast());
    assertThat(seen).isEqualTo(expected);
  }

  // --- drafts

  @Test
  void aDraftIsItsWritersAlone() {
    var first = house.mail(house.client(), "Lift", "When?");
    var draft = saved(drafts.save(agent, first.no(), DraftKind.REPLY, text("Soon"), 0));
    drafts.save(agent, first.no(), DraftKind.NOTE, text("Ask Priya"), 0);

    assertThat(drafts.find(agent, first.no(), DraftKind.REPLY).orElseThrow().content().text())
        .isEqualTo("Soon");
    assertThat(drafts.find(agent, first.no(), DraftKind.NOTE).orElseThrow().content().text())
        .isEqualTo("Ask Priya");
    assertThat(drafts.find(other, first.no(), DraftKind.REPLY)).isEmpty();
    assertThat(drafts.find(other, draft.id())).isEmpty();
    assertThatExceptionOfType(DraftNotFound.class)
        .isThrownBy(() -> drafts.discard(other, draft.id()));
    drafts.discard(agent, draft.id());
    assertThat(drafts.find(agent, first.no(), DraftKind.REPLY)).isEmpty();
  }

  /// Its text may be on the way to be read while it is sent.
  @Test
  void nothingIsDismissedInADraftThatIsGone() {
    var gone = new DraftName.OfFirstMessage(RowIds.next());

    assertThat(drafts.dismissed(agent, gone)).isEmpty();
  }

  @Test
  void ofTwoWindowsThatSaveAtOnceOneIsTold() throws Exception {
    var first = house.mail(house.client(), "Lift", "When?");

    var outcomes =
        inParallel(
            20, i -> drafts.save(agent, first.no(), DraftKind.REPLY, text("Window " + i), 0));

    assertThat(outcomes).filteredOn(DraftSaved.Saved.class::isInstance).hasSize(1);
    var kept = drafts.find(agent, first.no(), DraftKind.REPLY).orElseThrow();
    assertThat(outcomes)
        .filteredOn(DraftSaved.Outdated.class::isInstance)
        .extracting(DraftSaved::draft)
        .allMatch(kept::equals);
    assertThat(drafts.save(agent, first.no(), DraftKind.REPLY, text("On"), kept.revision()))
        .isInstanceOf(DraftSaved.Saved.class);
  }

  @Test
  void firstMessagesCanBeManyAtOnce() {
    var one = saved(drafts.save(other, null, text("One"), 0));
    var two = saved(drafts.save(other, null, text("Two"), 0));
    drafts.save(other, one.id(), text("One more"), one.revision());

    assertThat(drafts.all(other)).extracting(Draft::id).containsExactly(one.id(), two.id());
  }

  // --- clients

  @Test
  void conversationsGoWithTheirClientAndBack() {
    var survivor = house.client();
    var absorbed = house.client();
    var mail = house.mail(absorbed, "Lift", "When?");

    var merge = clients.merge(agent, survivor.no(), absorbed.no());
    assertThat(inbox.get(agent, mail.no()).row().client().id()).isEqualTo(survivor.id());
    var later =
        house.mail(house.client(absorbed.details().emails().getFirst().value()), "New", "x");
    assertThat(inbox.get(agent, later.no()).row().client().id()).isEqualTo(survivor.id());
    assertThat(timeline.entries(agent, survivor.id(), null, null, 10)).hasSize(2);
    clients.unmerge(agent, merge);

    assertThat(inbox.get(agent, mail.no()).row().client().id()).isEqualTo(absorbed.id());
    assertThat(inbox.get(agent, later.no()).row().client().id()).isEqualTo(survivor.id());
  }

  @Test
  void theTimelineTellsWhatPassed() {
    var client = house.client();
    var mail = house.mail(client, "Lift", "When?");
    inbox.reply(agent, mail.no(), NewReply.of("On Thursday."));
    inbox.note(agent, mail.no(), "Not for the timeline", List.of());
    inbox.log(
        agent,
        mail.no(),
        new NewContact(Kind.CALL, Channel.PHONE, Direction.IN, "She called.", now()));

    var entries = timeline.entries(agent, client.id(), null, null, 2);
    var older = timeline.entries(agent, client.id(), null, place(entries.getLast()), 9);

    assertThat(entries)
        .extracting(entry -> entry.sentence())
        .containsExactly("She called.", "On Thursday.");
    assertThat(older).extracting(entry -> entry.sentence()).containsExactly("When?");
    assertThat(timeline.entries(agent, client.id(), Channel.PHONE, null, 9)).hasSize(1);
    var figures = timeline.figures(agent, client.id());
    assertThat(figures.entries()).containsEntry(Channel.EMAIL, 2).containsEntry(Channel.PHONE, 1);
    assertThat(figures.open()).isEqualTo(1);
    assertThat(figures.waitingSince()).isNull();
    assertThat(timeline.entries(officer, client.id(), null, null, 9)).isEmpty();
  }

  private static dev.decorum.clients.TimelinePlace place(dev.decorum.clients.TimelineEntry entry) {
    return new dev.decorum.clients.TimelinePlace(entry.at(), entry.id());
  }

  // --- confidentiality

  @Test
  void noWordOfAClientStandsInTheTables() {
    var client = house.client("wilhelmina@quillfeather.example");
    var mail = house.mail(client, "Rhododendron", "The marzipan was dry.");
    inbox.note(agent, mail.no(), "Periwinkle", List.of());
    inbox.reply(agent, mail.no(), NewReply.of("Chrysanthemum"));
    drafts.save(agent, mail.no(), DraftKind.REPLY, text("Hydrangea"), 0);

    var rows = new ArrayList<String>();
    for (var table :
        List.of("conversation", "participant", "interaction", "word", "draft", "taking_back")) {
      rows.addAll(
          jdbc.sql("select t::text from inbox.%s t".formatted(table)).query(String.class).list());
    }

    assertThat(rows).isNotEmpty();
    assertThat(String.join("\n", rows))
        .doesNotContainIgnoringCase("wilhelmina")
        .doesNotContainIgnoringCase("quillfeather")
        .doesNotContainIgnoringCase("rhododendron")
        .doesNotContainIgnoringCase("marzipan")
        .doesNotContainIgnoringCase("periwinkle")
        .doesNotContainIgnoringCase("chrysanthemum")
        .doesNotContainIgnoringCase("hydrangea");
  }

  // --- helpers

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private List<InteractionView> messages(long no) {
    return inbox.interactions(admin, no, null, 200).items().stream()
        .filter(i -> i.kind() == Kind.MESSAGE)
        .toList();
  }

  private List<What> events(long no) {
    return inbox.interactions(admin, no, null, 200).items().stream()
        .flatMap(i -> Stream.ofNullable(i.happening()))
        .map(Happening::what)
        .toList();
  }

  private List<Long> numbers(Viewer viewer, ConversationFilter filter) {
    return numbers(viewer, filter, Sort.NEWEST);
  }

  private List<Long> numbers(Viewer viewer, ConversationFilter filter, Sort sort) {
    return inbox.list(viewer, filter, sort, null, 200).items().stream()
        .map(ConversationRow::no)
        .toList();
  }

  private String content(Viewer viewer, Attachment attachment) throws IOException {
    try (var content = inbox.open(viewer, attachment.file())) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> addresses(@Nullable Recipients recipients) {
    return recipients == null ? List.of() : recipients.all().map(Address::address).toList();
  }

  private static DraftContent text(String text) {
    return new DraftContent(text, null, null);
  }

  private static NewFile file(String name, String content) {
    return new NewFile(
        name, "text/plain", new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static Draft saved(DraftSaved saved) {
    assertThat(saved).isInstanceOf(DraftSaved.Saved.class);
    return saved.draft();
  }

  private interface Work<T> {
    T run(int i) throws Exception;
  }

  private static <T> List<T> inParallel(int count, Work<T> work) throws Exception {
    var outcomes = new ArrayList<T>();
    try (var workers = Executors.newFixedThreadPool(8)) {
      var calls = IntStream.range(0, count).mapToObj(i -> (Callable<T>) () -> work.run(i)).toList();
      for (var outcome : workers.invokeAll(calls)) outcomes.add(outcome.get());
    }
    return outcomes;
  }
}
