package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.decorum.DecorumApplication;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/// What is confidential stays, whichever way it is sent.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class SendGateTests {

  private static final String CARD = "Dear client,\n\nyour card is 4111 1111 1111 1111.\n\nJonas";

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired Forwards forwards;
  @Autowired PostOffice post;
  @Autowired Clock clock;

  @Autowired WebApplicationContext context;

  private MockMvcTester api;
  private Viewer jonas;
  private long no;

  @BeforeEach
  void aConversation() {
    api = MockMvcTester.from(context, mvc -> mvc.apply(springSecurity()).build());
    jonas = house.member(Role.AGENT);
    no = house.mail(house.client(), "Card", "Which card do you have on file?").no();
  }

  @Test
  void aReplyWithACardNumberIsRefusedWithWhatAndWhereAndNoneOfItsDigits() {
    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(() -> inbox.reply(jonas, no, reply(CARD, null)))
        .satisfies(
            refused -> {
              assertThat(refused.status().value()).isEqualTo(422);
              assertThat(refused.code()).isEqualTo("conduct.stop");
              assertThat(refused.args().toString())
                  .contains("in line 3")
                  .doesNotContain("4111 1111");
              assertThat(refused.facts().get("findings"))
                  .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
                  .singleElement()
                  .satisfies(
                      finding -> {
                        assertThat(finding)
                            .containsEntry("category", "leak.card")
                            .containsEntry("level", "stop")
                            .containsEntry("start", CARD.indexOf("4111"))
                            .doesNotContainKey("text");
                      });
            });
    assertThat(inbox.interactions(jonas, no, null, 10).items())
        .noneMatch(one -> one.direction() == Direction.OUT);
  }

  @Test
  void oneThatIsToLeaveLaterIsRefusedAtOnce() {
    var tomorrow = clock.instant().plus(Duration.ofDays(1));

    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(() -> inbox.reply(jonas, no, reply(CARD, tomorrow)));
  }

  @Test
  void aFirstMessageIsRefusedForItsSubjectToo() {
    var client = house.client();
    var before = post.taken();

    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(() -> inbox.start(jonas, first(client.no(), "Hello", CARD)));
    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(
            () -> inbox.start(jonas, first(client.no(), "Card 4111 1111 1111 1111", "Hello")))
        .satisfies(refused -> assertThat(refused.args().toString()).contains("in the subject"));
    assertThat(post.taken()).isEqualTo(before);
  }

  @Test
  void aDraftThatIsRefusedIsKept() {
    var content = new DraftContent(CARD, null, null);
    var draft = drafts.save(jonas, no, DraftKind.REPLY, content, 0).draft();

    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(
            () ->
                inbox.reply(
                    jonas, no, new NewReply(CARD, null, List.of(), draft.id(), null, null, true)));

    assertThat(drafts.find(jonas, draft.id())).map(Draft::content).contains(content);
  }

  @Test
  void whatIsPassedOnIsReadAsIfItWereWrittenHere() {
    var theirs = house.mail(house.client(), "Card", "My card is\n> 4111 1111 1111 1111.");
    forwards.begin(jonas, theirs.interaction());
    var draft = drafts.find(jonas, theirs.no(), DraftKind.FORWARD).orElseThrow();
    var text = draft.content().text();
    var to = Recipients.to(Address.of("bank@outside.example"));

    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(
            () -> forwards.send(jonas, theirs.no(), draft, to, "Fwd: Card", text, List.of()))
        .satisfies(
            refused -> {
              assertThat(refused.facts().toString()).contains("leak.card");
              assertThat(refused.args().toString())
                  .contains("in line " + (text.substring(0, text.indexOf("4111")).lines().count()));
            });
    var note = "Mrs Berg is impossible, give her the cheapest room and say nothing about it.";
    inbox.note(jonas, theirs.no(), note, List.of());
    var noted = text.replace("4111 1111 1111 1111", note);
    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(
            () -> forwards.send(jonas, theirs.no(), draft, to, "Fwd: Card", noted, List.of()))
        .satisfies(refused -> assertThat(refused.facts().toString()).contains("leak.internal"));
    assertThat(drafts.find(jonas, theirs.no(), DraftKind.FORWARD)).isPresent();
    assertThat(
            forwards
                .send(
                    jonas,
                    theirs.no(),
                    draft,
                    to,
                    "Fwd: Card",
                    text.replace("4111 1111 1111 1111", "a card"),
                    List.of())
                .no())
        .isEqualTo(theirs.no());
  }

  @Test
  void aFollowUpKeepsWhatWasNotedInTheEarlierOne() {
    var note = "Mrs Berg is impossible, give her the cheapest room and say nothing about it.";
    inbox.note(jonas, no, note, List.of());
    var first =
        new NewConversation(
            null,
            Recipients.NOBODY,
            "Room",
            "Hello,\n\n" + note,
            null,
            List.of(),
            null,
            null,
            true);

    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(() -> inbox.followUp(jonas, no, first))
        .satisfies(refused -> assertThat(refused.facts().toString()).contains("leak.internal"));
  }

  @Test
  void wordsOfATeamNoteStayInTheHouse() {
    var note = "Mrs Berg is impossible, give her the cheapest room and say nothing about it.";
    inbox.note(jonas, no, note, List.of());

    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(() -> inbox.reply(jonas, no, reply("Dear client,\n\n" + note, null)))
        .satisfies(refused -> assertThat(refused.facts().toString()).contains("leak.internal"));
  }

  @Test
  void whatIsMerelyNotWellSaidLeaves() {
    inbox.reply(jonas, no, reply("soon, calm down", null));

    assertThat(post.last().text()).isEqualTo("soon, calm down");
  }

  @Test
  void aReplyThatTellsSomethingConfidentialIsRefusedWithoutRepeatingIt() {
    var body = "{\"text\": \"Your card is 4111 1111 1111 1111.\"}";

    var refused =
        api.post()
            .uri("/api/v1/conversations/" + no + "/replies")
            .header("Idempotency-Key", "card-" + no)
            .contentType(MediaType.APPLICATION_JSON)
            .content(body)
            .with(As.viewer(jonas))
            .exchange();

    assertThat(refused).hasStatus(422);
    assertThat(refused).bodyJson().extractingPath("$.code").isEqualTo("conduct.stop");
    assertThat(refused).bodyJson().extractingPath("$.findings[0].category").isEqualTo("leak.card");
    assertThat(refused).bodyText().doesNotContain("1111 1111").doesNotContain("\"text\"");
    assertThat(inbox.interactions(jonas, no, null, 10).items()).hasSize(1);
  }

  @Test
  void readsAReplyForOtherPrograms() {
    var read =
        api.post()
            .uri("/api/v1/conduct/review")
            .contentType(MediaType.APPLICATION_JSON)
            .content(
                """
                {"reply": "Dear Ms Berg,\\n\\nYou will get it soon. Card 4111 1111 1111 1111.",
                 "client_name": "Helen Berg", "sent_at": "2026-11-20T10:15:00+01:00"}
                """)
            .with(As.viewer(jonas))
            .exchange();
    var broken =
        api.post()
            .uri("/api/v1/conduct/review")
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"client_name\": \"Helen Berg\"}")
            .with(As.viewer(jonas))
            .exchange();

    assertThat(read).hasStatusOk();
    assertThat(read)
        .bodyJson()
        .extractingPath("$.findings[*].category")
        .asArray()
        .contains("vague_time", "leak.card");
    assertThat(read).bodyJson().extractingPath("$.score.overall").asNumber().isNotNull();
    assertThat(read).bodyText().doesNotContain("1111 1111 1111").doesNotContain("\"id\"");
    assertThat(broken).hasStatus(422);
  }

  private static NewReply reply(String text, @Nullable Instant at) {
    return new NewReply(text, null, List.of(), null, at, null, false);
  }

  private static NewConversation first(long client, String subject, String text) {
    return new NewConversation(
        client, Recipients.NOBODY, subject, text, null, List.of(), null, null, false);
  }
}
