package dev.decorum.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.files.FileId;
import dev.decorum.files.Files;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.StatementCount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Messages are passed on to somebody outside, who learns nothing else and takes no part.
@ApplicationModuleTest(
    mode = BootstrapMode.DIRECT_DEPENDENCIES,
    verifyAutomatically = false) // ModularityTests does it once
@AutoConfigureMockMvc
@DatabaseTest
@Import({InboxHouse.class, StatementCount.Counting.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardsTests {

  private static final String SUPPLIER = "lifts@supplier.example";

  @Autowired MockMvcTester mvc;
  @Autowired Inbox inbox;
  @Autowired Forwards forwards;
  @Autowired Drafts drafts;
  @Autowired UnderWay underWay;
  @Autowired Clients clients;
  @Autowired Files files;
  @Autowired House house;
  @Autowired PostOffice post;
  @Autowired Clock clock;

  private Viewer agent;
  private Client client;
  private Received mail;
  private FileId plan;
  private FileId invoice;

  @BeforeEach
  void aMailWithFiles() {
    agent = house.member(Role.AGENT);
    client = house.client();
    plan = file("plan.txt", "the plan");
    invoice = file("invoice.txt", "the invoice");
    mail =
        inbox.receive(
            house
                .letter(client, "Lift in Building B", "It has stopped between two floors.")
                .files(
                    new IncomingFile(plan, "plan.txt", null, false),
                    new IncomingFile(invoice, "invoice.txt", null, false))
                .at(clock.instant().minusSeconds(3600))
                .message());
  }

  @Test
  void whatIsPassedOnStandsInTheDraftForItsWriterToShorten() {
    var draft = begun();

    var text = draft.content().text();
    assertThat(text)
        .contains("Forwarded message", "From: " + client.name(), "Subject: Lift in Building B")
        .contains("It has stopped between two floors.")
        .doesNotContain(address());
    assertThat(draft.content().subject()).isEqualTo("Fwd: Lift in Building B");
    assertThat(draft.content().recipients()).isNull();
    assertThat(draft.files()).isEmpty();
    assertThat(forwards.files(agent, draft))
        .extracting(Attachment::name)
        .containsExactly("plan.txt", "invoice.txt");
  }

  @Test
  void aSecondMessageComesBelowTheFirstAndTheSameOneOnlyOnce() {
    var again =
        inbox.receive(
            house
                .letter(client, "Re: Lift", "Now it smells of smoke.")
                .into(mail.conversation())
                .message());
    var draft = begun();
    var typed = new DraftContent("Please look.\n\n" + draft.content().text(), "Fwd: Lift", to());
    drafts.save(agent, mail.no(), DraftKind.FORWARD, typed, draft.revision());

    forwards.begin(agent, again.interaction());
    forwards.begin(agent, mail.interaction());

    var both = drafts.find(agent, mail.no(), DraftKind.FORWARD).orElseThrow().content();
    assertThat(both.text())
        .containsSubsequence("Please look.", "between two floors", "smells of smoke")
        .containsOnlyOnce("between two floors");
    assertThat(both.forwards()).containsExactly(mail.interaction().id(), again.interaction().id());
    assertThat(both.recipients()).isEqualTo(to());
  }

  @Test
  void leavesWithTheChosenFilesAndNothingOfTheThread() throws IOException {
    var sent = send(begun(), "Please look at it.", List.of(plan));

    var left = post.of(sent.interaction());
    assertThat(left.recipients()).isEqualTo(to());
    assertThat(left.subject()).isEqualTo("Fwd: Lift in Building B");
    assertThat(left.text()).startsWith("Please look at it.").contains("between two floors");
    assertThat(left.answers()).isNull();
    assertThat(left.forward()).isTrue();
    assertThat(left.undoable()).isTrue();
    assertThat(left.files())
        .singleElement()
        .satisfies(
            copy -> {
              assertThat(copy).isNotEqualTo(plan);
              try (var content = files.open(copy)) {
                assertThat(content.readAllBytes()).asString(UTF_8).isEqualTo("the plan");
              }
            });
    assertThat(drafts.find(agent, mail.no(), DraftKind.FORWARD)).isEmpty();
    var shown = newest();
    assertThat(shown.forwards()).containsExactly(mail.interaction().id());
    assertThat(shown.newText()).isEqualTo("Please look at it.");
  }

  @Test
  void theClientWaitsAsBeforeAndTheOutsiderTakesNoPart() {
    var before = inbox.get(agent, mail.no());

    send(begun(), "Please look at it.", List.of());

    var after = inbox.get(agent, mail.no());
    assertThat(after.row().status()).isEqualTo(before.row().status());
    assertThat(after.row().waitingSince()).isEqualTo(before.row().waitingSince()).isNotNull();
    assertThat(after.row().preview()).isEqualTo(before.row().preview());
    assertThat(after.participants()).isEqualTo(before.participants());
    assertThat(after.answerAll()).isEqualTo(before.answerAll());
    assertThat(clients.get(agent, client.no()).details().emails())
        .isEqualTo(client.details().emails());
    assertThat(clients.byEmail(SUPPLIER)).isEmpty();
    // A message that fails, or an answer that is taken back, makes the client wait since then.
    inbox.reply(agent, mail.no(), NewReply.of("Somebody is coming."));
    assertThat(inbox.undo(agent, newest().id())).isTrue();
    assertThat(inbox.row(agent, mail.no()).waitingSince()).isEqualTo(before.row().waitingSince());
  }

  @Test
  void takenBackItIsTheSameDraftWithItsFiles() {
    var draft = begun();
    var sent = send(draft, "Please look at it.", List.of(plan));
    var before = inbox.row(agent, mail.no());

    assertThat(inbox.undo(agent, sent.interaction())).isTrue();

    var back = drafts.find(agent, mail.no(), DraftKind.FORWARD).orElseThrow();
    assertThat(back.id()).isEqualTo(draft.id());
    assertThat(back.content().text()).startsWith("Please look at it.");
    assertThat(back.content().subject()).isEqualTo("Fwd: Lift in Building B");
    assertThat(back.content().recipients()).isEqualTo(to());
    assertThat(back.content().forwards()).containsExactly(mail.interaction().id());
    assertThat(back.files()).extracting(Attachment::name).containsExactly("plan.txt");
    assertThat(inbox.row(agent, mail.no()).waitingSince()).isEqualTo(before.waitingSince());
    assertThat(inbox.row(agent, mail.no()).preview()).isEqualTo(before.preview());
    assertThat(drafts.find(agent, mail.no(), DraftKind.REPLY)).isEmpty();
  }

  @Test
  void oneThatFailedIsWrittenAgainToSomebodyOutside() {
    var sent = send(begun(), "Please look at it.", List.of(plan));
    inbox.delivery(sent.interaction(), Delivery.FAILED, "The address does not exist");

    var draft = underWay.writeAgain(agent, sent.interaction());

    assertThat(draft.kind()).isEqualTo(DraftKind.FORWARD);
    assertThat(drafts.find(agent, draft).orElseThrow().content().subject())
        .isEqualTo("Fwd: Lift in Building B");
    assertThat(drafts.find(agent, mail.no(), DraftKind.REPLY)).isEmpty();
  }

  @Test
  void onlyWhatHasComeOrHasLeftIsPassedOn() {
    var held = inbox.reply(agent, mail.no(), NewReply.of("Somebody is coming."));
    var note = inbox.note(agent, mail.no(), "A bore.", List.of());
    var doors = house.team("Doors");
    var hidden = house.mail(client, doors, "Door", "It is stuck.");

    for (var id : List.of(held.interaction(), note, hidden.interaction())) {
      assertThatExceptionOfType(InteractionNotFound.class)
          .isThrownBy(() -> forwards.begin(agent, id));
    }
    assertThat(drafts.find(agent, mail.no(), DraftKind.FORWARD)).isEmpty();
  }

  @Test
  void filesOfOtherMessagesDoNotGoAlong() {
    var other = file("other.txt", "another client's");
    inbox.receive(
        house
            .letter(house.client(), "Other", "See the file.")
            .files(new IncomingFile(other, "other.txt", null, false))
            .message());

    var sent = send(begun(), "Please look at it.", List.of(other, plan));

    assertThat(post.of(sent.interaction()).files()).hasSize(1);
  }

  @Test
  void moreFilesThanAMailCarriesAreRefusedAndNothingIsLost() {
    var many = new ArrayList<IncomingFile>();
    IntStream.range(0, 51)
        .forEach(i -> many.add(new IncomingFile(file("f" + i, "x"), "f" + i, null, false)));
    var full =
        inbox.receive(
            house
                .letter(client, "Many", "All of them.")
                .files(many.toArray(IncomingFile[]::new))
                .message());
    forwards.begin(agent, full.interaction());

    var answer =
        post(
            "/c/" + full.no() + "/forward",
            "subject=Fwd&text=See+below&to="
                + SUPPLIER
                + "&warned="
                + SUPPLIER
                + String.join("", many.stream().map(f -> "&take=" + f.file().id()).toList()));

    assertThat(answer).hasStatus(422).bodyText().contains("checked");
    assertThat(drafts.find(agent, full.no(), DraftKind.FORWARD).orElseThrow().content().text())
        .isEqualTo("See below");
  }

  @Test
  void isDoneOnPagesWithoutScriptAndAsksOnceAboutAStranger() {
    assertThat(get("/c/" + mail.no()))
        .bodyText()
        .contains("/messages/" + mail.interaction().id() + "/forward");
    assertThat(post("/messages/" + mail.interaction().id() + "/forward", ""))
        .hasStatus3xxRedirection()
        .redirectedUrl()
        .startsWith("/c/" + mail.no() + "/forward");
    assertThat(get("/c/" + mail.no() + "/forward"))
        .hasStatusOk()
        .bodyText()
        .contains("plan.txt", "between two floors", "/drafts/forward-" + mail.no());
    assertThat(get("/inbox/drafts")).bodyText().contains("/c/" + mail.no() + "/forward");
    var form = "subject=Fwd%3A+Lift&text=Please+look&take=" + plan.id() + "&to=" + SUPPLIER;

    int before = post.taken();
    assertThat(post("/c/" + mail.no() + "/forward", form.replace("&to=" + SUPPLIER, "")))
        .hasStatus(422);
    assertThat(post("/c/" + mail.no() + "/forward", form))
        .hasStatus(422)
        .bodyText()
        .contains("There is a problem", "never written to", "name=\"warned\" value=\"" + SUPPLIER);
    assertThat(post.taken()).isEqualTo(before);
    assertThat(post("/c/" + mail.no() + "/forward", form + "&warned=" + SUPPLIER))
        .hasStatus3xxRedirection()
        .redirectedUrl()
        .isEqualTo("/c/" + mail.no());

    assertThat(post.last().recipients()).isEqualTo(to());
    assertThat(get("/c/" + mail.no())).bodyText().contains("forwarded to " + SUPPLIER);
    assertThat(get("/c/" + mail.no() + "/forward")).hasStatus3xxRedirection();
    // Used with this client by now.
    forwards.begin(agent, mail.interaction());
    assertThat(post("/c/" + mail.no() + "/forward", form)).hasStatus3xxRedirection();
  }

  @Test
  void theAddressOfAnotherClientIsNamedAsSuch() {
    var neighbour = house.client();
    var theirs = neighbour.details().emails().getFirst().value();
    begun();

    assertThat(post("/c/" + mail.no() + "/forward", "subject=Fwd&text=Please+look&to=" + theirs))
        .hasStatus(422)
        .bodyText()
        .contains(theirs + ": not this client, but another one of yours");
  }

  // --- helpers

  private FileId file(String name, String content) {
    return files.store(
        clients.keyOf(client.id()),
        name,
        "text/plain",
        new ByteArrayInputStream(content.getBytes(UTF_8)));
  }

  private String address() {
    return client.details().emails().getFirst().value();
  }

  private static Recipients to() {
    return Recipients.to(Address.of(SUPPLIER));
  }

  private Draft begun() {
    forwards.begin(agent, mail.interaction());
    return drafts.find(agent, mail.no(), DraftKind.FORWARD).orElseThrow();
  }

  private Sent send(Draft draft, String words, List<FileId> taken) {
    var content = draft.content();
    return forwards.send(
        agent,
        mail.no(),
        draft,
        to(),
        content.subject() == null ? "" : content.subject(),
        words + content.text(),
        taken);
  }

  private InteractionView newest() {
    return inbox.latest(agent, mail.no(), null, 50).items().stream()
        .filter(i -> i.kind() == Kind.MESSAGE)
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private MvcTestResult get(String address) {
    return mvc.get().uri(address).with(As.viewer(agent)).exchange();
  }

  private MvcTestResult post(String address, String form) {
    return mvc.post()
        .uri(address)
        .with(As.viewer(agent))
        .with(csrf())
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .content(form)
        .exchange();
  }
}
