package dev.decorum.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.Page;
import dev.decorum.DecorumApplication;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.InboxHouse.PostOffice;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.web.Stale;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// A second pair of eyes before a reply goes.
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
class SecondLookTests {

  private static final String PASSWORD = "plum orchard window";

  @Autowired House house;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired SecondLooks looks;
  @Autowired PostOffice post;
  @LocalServerPort int port;

  private Viewer jonas;
  private Viewer mette;
  private long no;

  @BeforeEach
  void people() {
    jonas = house.member(Role.AGENT);
    mette = house.member(Role.AGENT);
    no = house.mail(house.client(), "Lift in Building B", "When will it run?").no();
  }

  @Test
  void aReplyThatAColleagueIsAskedToReadWaitsForThem() {
    var draft = write("It runs on Thursday.");

    looks.ask(jonas, no, mette.id());

    assertThat(refusal(draft)).isEqualTo(Reason.SECOND_LOOK);
    assertThat(waiting(mette)).hasSize(1);
    assertThat(waiting(jonas)).isEmpty();
    var asked = looks.askedOf(mette, no).getFirst();
    looks.approve(mette, no, asked.look().id(), asked.draft().revision());
    assertThat(waiting(mette)).isEmpty();
    assertThat(waiting(jonas)).hasSize(1);
    send(draft);
    assertThat(post.last().text()).isEqualTo("It runs on Thursday.");
    assertThat(waiting(jonas)).isEmpty();
  }

  @Test
  void whatWasChangedAfterwardsNeedsANewLook() {
    var draft = write("It runs on Thursday.");
    looks.ask(jonas, no, mette.id());
    var asked = looks.askedOf(mette, no).getFirst();
    looks.approve(mette, no, asked.look().id(), asked.draft().revision());

    write("It runs on Friday.");

    assertThat(looks.of(jonas, no).orElseThrow().current()).isFalse();
    assertThat(refusal(draft)).isEqualTo(Reason.CHANGED_SINCE_LOOK);
    write("It runs on Thursday.");
    assertThat(looks.of(jonas, no).orElseThrow().allows()).isTrue();
    write("It runs on Friday.");
    looks.withdraw(jonas, no);
    send(draft);
    assertThat(post.last().text()).isEqualTo("It runs on Friday.");
  }

  @Test
  void nobodyApprovesWhatTheyHaveNotRead() {
    write("It runs on Thursday.");
    looks.ask(jonas, no, mette.id());
    var asked = looks.askedOf(mette, no).getFirst();
    write("It runs when it runs.");

    assertThatExceptionOfType(Stale.class)
        .isThrownBy(() -> looks.approve(mette, no, asked.look().id(), asked.draft().revision()));
    var stranger = house.member(Role.AGENT);
    assertThatExceptionOfType(SecondLookNotFound.class)
        .isThrownBy(() -> looks.approve(stranger, no, asked.look().id(), 2));
    assertThatExceptionOfType(SecondLookNotFound.class)
        .isThrownBy(() -> looks.approve(jonas, no, asked.look().id(), 2));
    assertThat(looks.askedOf(stranger, no)).isEmpty();
  }

  @Test
  void onlyWhoSeesTheConversationCanBeAsked() {
    var harbour = house.team("Harbour");
    var captain = house.member(Role.AGENT, "Harbour");
    long berth = house.mail(house.client(), harbour, "Berth 4", "Is it free?").no();
    drafts.save(captain, berth, DraftKind.REPLY, new DraftContent("Yes.", null, null), 0);

    assertThatExceptionOfType(MessageRefused.class)
        .isThrownBy(() -> looks.ask(captain, berth, mette.id()))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.UNFIT_ASSIGNEE));
  }

  @Test
  void itIsAskedForSentBackAndApprovedOnThePages() {
    try (var his = new Chromium(port);
        var hers = new Chromium(port)) {
      his.signIn(jonas.name() + "@brightwater.example", PASSWORD);
      hers.signIn(mette.name() + "@brightwater.example", PASSWORD);
      Page page = his.go("/c/" + no);
      page.locator("#text").fill("It runs when it runs.");
      page.getByLabel("More ways to send").click();
      page.locator("#colleague").selectOption(String.valueOf(mette.no()));
      his.lookAsItIs("menu-second-look");
      page.getByText("Ask before it goes").click();
      assertThat(page.locator(".look")).containsText(mette.name() + " is asked to look");
      page.locator("#text").press("Control+Enter");
      assertThat(page.locator(".problems")).containsText("has not approved");
      assertThat(page.locator("#text")).hasValue("It runs when it runs.");
      his.expectComplaint("422");

      Page hersPage = hers.go("/today");
      hersPage.locator("section:has-text('Second pair of eyes') a:has-text('client')").click();
      assertThat(hersPage.locator("section.look")).containsText("It runs when it runs.");
      hers.look("second-look");
      hersPage.locator("section.look textarea").fill("Give a day.");
      hersPage.getByText("Send back").click();
      assertThat(hersPage.locator(".toast")).containsText("Sent back");
      assertThat(hersPage.locator("section.look")).hasCount(0);

      assertThat(page.locator(".look")).containsText("Give a day.");
      page.locator("#text").fill("It runs on Thursday.");
      page.getByLabel("More ways to send").click();
      page.locator("#colleague").selectOption(String.valueOf(mette.no()));
      page.getByText("Ask before it goes").click();
      assertThat(page.locator(".look")).containsText("is asked to look");
      hers.go("/c/" + no);
      assertThat(hersPage.locator("section.look")).containsText("It runs on Thursday.");
      hersPage.getByText("Approve", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(hersPage.locator(".toast")).containsText("Approved");

      assertThat(page.locator(".look")).containsText("has approved this reply");
      page.locator("#text").press("Control+Enter");
      assertThat(page.locator(".toast")).containsText("Sent");
    }
    assertThat(post.last().text()).isEqualTo("It runs on Thursday.");
  }

  private DraftId write(String text) {
    var before = drafts.find(jonas, no, DraftKind.REPLY).map(Draft::revision).orElse(0L);
    return drafts
        .save(jonas, no, DraftKind.REPLY, new DraftContent(text, null, null), before)
        .draft()
        .id();
  }

  private void send(DraftId draft) {
    var text = drafts.find(jonas, draft).orElseThrow().content().text();
    inbox.reply(jonas, no, new NewReply(text, null, List.of(), draft, null, null, true));
  }

  private Reason refusal(DraftId draft) {
    try {
      send(draft);
    } catch (MessageRefused refused) {
      return refused.reason();
    }
    throw new AssertionError("It was sent");
  }

  private List<ConversationRow> waiting(Viewer viewer) {
    return inbox.list(viewer, ConversationFilter.of(View.LOOKS), Sort.NEWEST, null, 10).items();
  }
}
