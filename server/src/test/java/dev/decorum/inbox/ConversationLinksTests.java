package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.decorum.audit.Audit;
import dev.decorum.audit.AuditEntry;
import dev.decorum.audit.AuditFilter;
import dev.decorum.clients.Client;
import dev.decorum.inbox.ConversationLink.Relation;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.StatementCount;
import java.util.List;
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

/// Conversations are related by hand, and one goes on with another.
@ApplicationModuleTest(
    mode = BootstrapMode.DIRECT_DEPENDENCIES,
    verifyAutomatically = false) // ModularityTests does it once
@AutoConfigureMockMvc
@DatabaseTest
@Import({InboxHouse.class, StatementCount.Counting.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationLinksTests {

  @Autowired MockMvcTester mvc;
  @Autowired Inbox inbox;
  @Autowired ConversationLinks links;
  @Autowired ConversationMerges merges;
  @Autowired Drafts drafts;
  @Autowired Audit audit;
  @Autowired House house;
  @Autowired PostOffice post;

  private Viewer agent;
  private Client client;
  private Received lift;
  private Received others;

  @BeforeEach
  void twoMails() {
    agent = house.member(Role.AGENT);
    client = house.client();
    lift = house.mail(client, "Lift", "It has stopped.");
    others = house.mail(house.client(), "Noise", "What is that noise from the lift?");
  }

  @Test
  void aLinkIsSeenFromBothEndsAndTakenAwayFromEither() {
    links.link(agent, lift.no(), others.no());
    links.link(agent, others.no(), lift.no());

    assertThat(seen(agent, lift)).containsExactly(others.no());
    assertThat(seen(agent, others)).containsExactly(lift.no());
    assertThat(links.of(agent, lift.conversation()))
        .extracting(ConversationLink::relation)
        .containsExactly(Relation.SAME_MATTER);
    assertThat(recorded(lift)).contains("conversation.linked");
    assertThat(recorded(others)).contains("conversation.linked");

    var link = links.of(agent, others.conversation()).getFirst().id();
    assertThat(links.unlink(agent, others.no(), link)).contains(lift.no());

    assertThat(seen(agent, lift)).isEmpty();
    assertThat(recorded(lift)).contains("conversation.unlinked");
    assertThat(links.unlink(agent, others.no(), link)).isEmpty();
  }

  @Test
  void whoMaySeeOneEndOnlySeesNoLinkAndMakesNone() {
    var doors = house.team("Doors");
    var door = house.mail(client, doors, "Door", "It is stuck.");
    var doorman = house.member(Role.AGENT, "Doors");
    links.link(doorman, lift.no(), door.no());
    var link = links.of(doorman, lift.conversation()).getFirst().id();

    assertThat(seen(agent, lift)).isEmpty();
    assertThat(links.unlink(agent, lift.no(), link)).isEmpty();
    assertThat(seen(doorman, lift)).containsExactly(door.no());
    assertThatExceptionOfType(ConversationNotFound.class)
        .isThrownBy(() -> links.link(agent, lift.no(), door.no()));
    assertThatExceptionOfType(ConversationNotFound.class)
        .isThrownBy(() -> links.link(agent, door.no(), lift.no()));
    assertThat(get(agent, "/c/" + lift.no()))
        .hasStatusOk()
        .bodyText()
        .doesNotContain("Same matter as");
    assertThat(get(doorman, "/c/" + lift.no())).bodyText().contains("Same matter as #" + door.no());
  }

  @Test
  void aLinkFollowsItsEndIntoAnotherConversation() {
    var second = house.mail(client, "Lift again", "It still stands.");
    links.link(agent, second.no(), others.no());

    merges.merge(agent, lift.no(), second.no());

    assertThat(seen(agent, lift)).containsExactly(others.no());
    assertThat(seen(agent, others)).containsExactly(lift.no());
    merges.part(agent, lift.no(), second.no());
    assertThat(seen(agent, lift)).isEmpty();
    assertThat(seen(agent, second)).containsExactly(others.no());
    assertThatExceptionOfType(LinkRefused.class)
        .isThrownBy(() -> links.link(agent, lift.no(), lift.no()));
  }

  @Test
  void conversationsOfTwoClientsAreLinkedInsteadOfMerged() {
    var refused = post("/c/" + lift.no() + "/merge", "typed=" + others.no());

    assertThat(refused)
        .hasStatus(422)
        .bodyText()
        .contains("are two clients", "name=\"other\" value=\"" + others.no() + "\"")
        .contains("/clients/" + client.no() + "/merge?with=");
    assertThat(inbox.row(agent, others.no()).no()).isEqualTo(others.no());
    assertThat(post("/c/" + lift.no() + "/links", "other=" + others.no()))
        .hasStatus3xxRedirection();
    assertThat(seen(agent, lift)).containsExactly(others.no());
  }

  @Test
  void isDoneOnPagesWithoutScript() {
    var second = house.mail(client, "Lift again", "It still stands.");
    assertThat(get(agent, "/c/" + lift.no() + "/links"))
        .hasStatusOk()
        .bodyText()
        .contains("Lift again", "value=\"" + second.no() + "\"");
    assertThat(post("/c/" + lift.no() + "/links", "")).hasStatus(422);
    assertThat(post("/c/" + lift.no() + "/links", "typed=%23987654"))
        .hasStatus(422)
        .bodyText()
        .contains("There is a problem");
    assertThat(post("/c/" + lift.no() + "/links", "typed=" + lift.no())).hasStatus(422);

    assertThat(post("/c/" + lift.no() + "/links", "other=" + second.no()))
        .hasStatus3xxRedirection();

    assertThat(get(agent, "/c/" + second.no())).bodyText().contains("Same matter as #" + lift.no());
    var link = links.of(agent, lift.conversation()).getFirst().id();
    assertThat(get(agent, "/c/" + lift.no() + "/links"))
        .bodyText()
        .contains("/c/" + lift.no() + "/links/" + link + "/remove");
    assertThat(post("/c/" + lift.no() + "/links/" + link + "/remove", ""))
        .hasStatus3xxRedirection();
    assertThat(seen(agent, lift)).isEmpty();
  }

  @Test
  void aFollowUpIsANewConversationThatSaysWhatItGoesOnWith() {
    var team = house.team("Lifts");
    var lifts = house.member(Role.AGENT, "Lifts");
    var earlier = house.mail(client, team, "Lift", "It has stopped.");
    inbox.change(lifts, earlier.no(), List.of(new Change.ToStatus(Status.RESOLVED)), null);

    var sent = inbox.followUp(lifts, earlier.no(), message("Does it still run?"));

    var later = inbox.get(lifts, sent.no());
    assertThat(later.row().client().id()).isEqualTo(client.id());
    assertThat(later.row().team()).isEqualTo(team);
    assertThat(later.row().assignee()).isEqualTo(lifts.id());
    assertThat(links.of(lifts, sent.conversation()))
        .singleElement()
        .satisfies(
            link -> {
              assertThat(link.relation()).isEqualTo(Relation.FOLLOWS);
              assertThat(link.other().no()).isEqualTo(earlier.no());
            });
    assertThat(links.of(lifts, earlier.conversation()))
        .extracting(ConversationLink::relation)
        .containsExactly(Relation.FOLLOWED_BY);
    assertThat(inbox.row(lifts, earlier.no()).status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  void aFollowUpThatIsTakenBackIsADraftOfTheEarlierOneAgain() {
    var address = "/c/" + lift.no() + "/follow-up";
    assertThat(get(agent, address))
        .hasStatusOk()
        .bodyText()
        .contains("/drafts/followup-" + lift.no(), client.details().emails().getFirst().value());
    assertThat(post(address, "text=Does+it+run&subject=")).hasStatus(422);
    assertThat(post(address, "text=Does+it+run&subject=Lift")).hasStatus3xxRedirection();
    var sent = post.last();
    assertThat(get(agent, "/c/" + sent.no())).bodyText().contains("Follow-up of #" + lift.no());

    assertThat(inbox.undo(agent, sent.interaction())).isTrue();

    assertThatExceptionOfType(ConversationNotFound.class)
        .isThrownBy(() -> inbox.row(agent, sent.no()));
    assertThat(drafts.find(agent, lift.no(), DraftKind.FOLLOWUP).orElseThrow().content())
        .satisfies(
            content -> {
              assertThat(content.text()).isEqualTo("Does it run");
              assertThat(content.subject()).isEqualTo("Lift");
            });
    assertThat(seen(agent, lift)).isEmpty();
    assertThat(get(agent, "/inbox/drafts")).bodyText().contains(address);
  }

  // --- helpers

  private static NewConversation message(String text) {
    return new NewConversation(
        null, Recipients.NOBODY, "Lift", text, null, List.of(), null, null, true);
  }

  private List<Long> seen(Viewer viewer, Received mail) {
    return links.of(viewer, mail.conversation()).stream().map(link -> link.other().no()).toList();
  }

  private List<String> recorded(Received mail) {
    var filter = new AuditFilter(agent.id().id(), null, mail.conversation().id(), null, null);
    return audit.search(filter, null, 50).entries().stream().map(AuditEntry::action).toList();
  }

  private MvcTestResult get(Viewer viewer, String address) {
    return mvc.get().uri(address).with(As.viewer(viewer)).exchange();
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
