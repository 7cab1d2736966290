package dev.decorum;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.decorum.audit.Actor;
import dev.decorum.channels.SmtpPort;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.clients.LookUps;
import dev.decorum.coach.OwnPacks;
import dev.decorum.coach.Reach;
import dev.decorum.demo.DemoOrganisation;
import dev.decorum.inbox.Change;
import dev.decorum.inbox.Condition;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.NewView;
import dev.decorum.inbox.SavedViews;
import dev.decorum.inbox.SecondLooks;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.inbox.ViewRule;
import dev.decorum.practice.Practice;
import dev.decorum.promises.Due;
import dev.decorum.promises.NewPromise;
import dev.decorum.promises.Promises;
import dev.decorum.protocols.Guidance;
import dev.decorum.staff.Member;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.Browser;
import dev.decorum.testing.Chromium;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Every page of the sample organisation in a real browser: open to everybody in light and dark on
/// every width, small, without a complaint of the browser, and deaf to what clients smuggle in.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "decorum.demo=true")
@DatabaseTest
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class PagesTests {

  private static final String HOSTILE = "\"'><img src=x onerror=__xss()>";

  private static final String GUIDELINE =
      """
      guideline: house_words
      requirement: K9
      category: house
      level: advice
      why: We write in plain words.
      rules:
        - id: house_words.you
          phrases: [the, we, "Friday"]
          examples:
            match: [We come on Friday.]
            miss: [Thanks.]
      """;

  @Autowired DemoOrganisation demo;
  @Autowired Organisation organisation;
  @Autowired Staff staff;
  @Autowired Inbox inbox;
  @Autowired Drafts drafts;
  @Autowired SavedViews views;
  @Autowired SecondLooks looks;
  @Autowired OwnPacks packs;
  @Autowired LookUps lookUps;
  @Autowired Practice practice;
  @Autowired Guidance guidance;
  @Autowired Promises promises;
  @Autowired SmtpPort smtp;
  @LocalServerPort int port;
  private DemoOrganisation.Welcome welcome;
  private Viewer jonas;
  private Chromium chromium;
  private Page page;

  @BeforeAll
  void open() {
    welcome = demo.load();
    jonas = viewer(staff.memberByEmail("jonas.lind@brightwater.example").orElseThrow());
    chromium = new Chromium(port);
    page = chromium.page();
  }

  @AfterAll
  void close() {
    chromium.close();
  }

  @Test
  @Order(1)
  void areOpenToEverybodyInLightAndDarkOnEveryWidth() throws IOException {
    look("sign-in", "/sign-in");
    look("forgotten", "/sign-in/forgotten");
    signIn();
    mail("mette.friis@brightwater.example", "Mette Friis", "Payment", "Please pay at once.", "");
    var pages = pages(conversation("Lift in Building B"));
    pages.put("conversation-failed", "/c/" + conversation("Signed service report").no());
    pages.put("conversation-arabic", "/inbox/all/c/" + conversation("موعد").no());
    var lift = conversation("Lift in Building B").no();
    pages.put("promise", promised(lift));
    pages.put("conversation-print", "/c/" + lift + "/print");
    var view = views.add(jonas, new NewView("Invoices", null, taggedInvoice(), Sort.NEWEST));
    pages.put("view-list", "/inbox/v" + view);
    pages.put("view", "/inbox/views/" + view);
    int pack = packs.begin(jonas, "house_words", Reach.EVERYBODY, GUIDELINE);
    packs.save(jonas, pack, 1, GUIDELINE, "Why we write so");
    packs.propose(jonas, pack, 2);
    pages.put("own-guidelines", "/admin/guidelines");
    pages.put("own-guideline", "/admin/guidelines/" + pack + "?bench=messages");
    pages.put("pass", passAskedFor(conversation("wrong VAT").no()));
    guidance.follow(jonas, lift, "conflict");
    pages.put("protocols", "/admin/protocols");
    pages.put("practice-run", "/practice/runs/" + practised());
    pages.put("practice", "/practice");
    pages.put("unknown", "/c/999999");
    SoftAssertions.assertSoftly(
        softly -> pages.forEach((name, path) -> softly.check(() -> look(name, path))));
    chromium.expectComplaint("404");
  }

  @Test
  @Order(2)
  void areOpenToEverybodyWithTheirMenusAndSheets() {
    signIn();
    page.navigate("/inbox/mine/c/" + conversation("Lift in Building B").no());
    page.keyboard().press("s");
    assertThat(snooze("Tomorrow morning")).isVisible();
    chromium.lookAsItIs("menu-snooze");
    page.locator(".conv").getByLabel("More actions").click();
    assertThat(snooze("Tomorrow morning")).not().isVisible();
    chromium.lookAsItIs("menu-more");
    page.keyboard().press("Escape");
    assertThat(page.locator(".conv").getByText("Move to trash")).not().isVisible();
    page.locator("details.composer__to summary").click();
    page.getByLabel("More ways to send").click();
    chromium.lookAsItIs("menu-send");
    page.keyboard().press("Escape");
    page.getByLabel("Send later").click();
    chromium.lookAsItIs("menu-send-later");
    page.keyboard().press("Escape");
    page.keyboard().press("?");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    chromium.lookAsItIs("keys");
    page.keyboard().press("Escape");
    page.keyboard().press("e");
    assertThat(page.locator(".toast")).containsText("Resolved.");
    chromium.lookAsItIs("toast");
    page.keyboard().press("z");
    assertThat(page.locator(".toast")).containsText("Reopened.");
    page.setViewportSize(360, 740);
    page.reload();
    page.keyboard().press("s");
    chromium.lookAsItIs("menu-snooze-phone");
    page.keyboard().press("Escape");
    page.locator(".coachdock").click();
    chromium.lookAsItIs("sheet-client");
    page.keyboard().press("Escape");
    page.locator(".tabbar button").click();
    chromium.lookAsItIs("sheet-menu");
    page.navigate("/inbox/all");
    page.locator(".choosing").click();
    page.locator(".qrow__pick").first().click();
    assertThat(page.locator("[data-chosen]")).hasText("1 chosen");
  }

  /// Our own words are English; what is to be seen is that every page can be mirrored.
  @Test
  @Order(2)
  void standTheOtherWayRoundForWhoReadsFromTheRight() {
    signIn();
    var arabic = conversation("موعد");
    SoftAssertions.assertSoftly(
        softly ->
            Map.of(
                    "today", "/today",
                    "conversation", "/inbox/all/c/" + arabic.no(),
                    "client", "/clients/" + arabic.client().no(),
                    "compose", "/compose?client=" + arabic.client().no(),
                    "search", "/search?q=lift",
                    "people", "/admin/people",
                    "audit", "/admin/audit",
                    "connect", "/admin/channels/1/connect",
                    "notices", "/me/notices")
                .forEach(
                    (name, path) ->
                        softly.check(
                            () -> {
                              page.navigate(path);
                              chromium.lookMirrored(name + "-mirrored");
                            })));
  }

  @Test
  @Order(2)
  void ofAnOfficerAreOpenToEverybodyToo() {
    var henrik = viewer(staff.memberByEmail("henrik.dahl@brightwater.example").orElseThrow());
    var conversation = conversation("Lift in Building B");
    page.setViewportSize(1440, 900);
    page.navigate(Browser.path(staff.demoLink(henrik.id()).toString()));
    assertThat(page.locator(".side__me")).containsText("Henrik Dahl");
    look("officer-today", "/today");
    look("officer-clients-none", "/clients");
    page.getByLabel("Number of a conversation").check();
    page.getByLabel("Number or address").fill("99999999");
    page.getByLabel("Reason").fill("Complaint of 3 March, file 12");
    page.getByText("Open the record").click();
    assertThat(page.locator(".problems")).containsText("No client is named so");
    assertThat(page.getByLabel("Reason")).hasValue("Complaint of 3 March, file 12");
    chromium.lookAsItIs("officer-clients-refused");
    chromium.expectComplaint("422");
    page.getByLabel("Number or address").fill("#" + conversation.no());
    page.getByText("Open the record").click();
    assertThat(page.locator(".notice")).containsText("Complaint of 3 March, file 12");
    var client = "/clients/" + conversation.client().no();
    look("officer-client", client);
    look("officer-conversation", "/c/" + conversation.no());
    look("officer-clients", "/clients");
    look("officer-records-opened", "/admin/look-ups");
    page.navigate(client);
    page.locator(".notice button").click();
    assertThat(page.locator(".toast")).containsText("Closed");
    assertThat(lookUps.inForce(henrik)).isEmpty();
    chromium.forget();
  }

  @Test
  @Order(3)
  void letNothingRunThatAClientWrote() throws IOException {
    signIn();
    var html =
        "<p>Hello</p><script>parent.__xss()</script><img src=x onerror=parent.__xss()>"
            + "<svg onload=parent.__xss()></svg><iframe srcdoc='<script>top.__xss()</script>'></iframe>"
            + "<a href='javascript:top.__xss()'>Press me</a><style>*{background:url(x)}</style>";
    mail("eve@client.example", HOSTILE, HOSTILE, HOSTILE, html);
    page.navigate("/inbox/unassigned");
    page.locator("[data-row]")
        .filter(new Locator.FilterOptions().setHasText("onerror"))
        .first()
        .waitFor();
    var hostile = conversation(HOSTILE);
    inbox.change(jonas, hostile.no(), List.of(new Change.Tag(Set.of(HOSTILE))), null);
    inbox.note(jonas, hostile.no(), HOSTILE, List.of());
    staff.createTeam(Actor.system(), HOSTILE);
    staff.changeProfile(jonas.id(), HOSTILE, null);
    staff.changeSignature(jonas.id(), HOSTILE);
    organisation.change(Actor.system(), HOSTILE, "Europe/Berlin");

    for (var one : pages(hostile).entrySet()) {
      page.navigate(one.getValue());
      // The pages of the set-up name the organisation where others have their menu.
      assertThat(page.locator(".side__brand, main").first()).containsText(HOSTILE);
      assertThat(page.locator("img[onerror], [src=x], script:not([src], [type=speculationrules])"))
          .hasCount(0);
    }
    page.navigate("/c/" + hostile.no());
    assertThat(page.locator("#thread")).containsText(HOSTILE);
    assertThat(page.locator("#thread .files")).containsText(HOSTILE);
    page.getByText("Show with formatting").click();
    var frame = page.frameLocator(".mailframe");
    assertThat(frame.getByText("Press me")).isVisible();
    assertThat(frame.locator("script, [onerror], svg, iframe, a[href^=javascript]")).hasCount(0);
    page.navigate("/search?q=" + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8));
    assertThat(page.locator("#q")).hasValue(HOSTILE);
  }

  /// The pages of a member, with this conversation and its client on those that show one.
  private Map<String, String> pages(ConversationRow conversation) {
    var c = conversation.no();
    var client = "/clients/" + conversation.client().no();
    var pages = new LinkedHashMap<String, String>();
    pages.put("today", "/today");
    pages.put("inbox-mine", "/inbox/mine");
    pages.put("inbox-unassigned", "/inbox/unassigned");
    pages.put("inbox-trash", "/inbox/trash");
    pages.put("conversation", "/inbox/all/c/" + c);
    pages.put("conversation-note", "/inbox/all/c/" + c + "?write=note");
    pages.put("conversation-merge", "/c/" + c + "/merge");
    pages.put("conversation-split", "/c/" + c + "/split");
    pages.put("promises", "/promises?who=all");
    pages.put("promise-new", "/promises/new?conversation=" + c);
    pages.put("report", "/reports?period=year&by=client");
    pages.put("report-rows", "/reports/rows?period=year");
    pages.put("views", "/inbox/views");
    pages.put("view-new", "/inbox/views/new");
    pages.put("guidelines", "/conduct/guidelines");
    pages.put("guideline", "/conduct/guidelines/vague_time");
    pages.put("guidelines-bench", "/conduct/guidelines/bench");
    pages.put("log", "/log");
    pages.put("client-log", client + "/log");
    pages.put("client-preferences", client + "/preferences");
    pages.put("client-preference", client + "/preferences/hours");
    pages.put("duplicates", "/clients/duplicates");
    pages.put("notices", "/me/notices");
    pages.put("push", "/me/push");
    pages.put("agenda", "/me/agenda");
    pages.put("push-setting", "/admin/push");
    pages.put("assistant-setting", "/admin/assistant");
    pages.put("compose", "/compose?client=" + conversation.client().no());
    pages.put("search", "/search?q=lift");
    pages.put("search-files", "/search?q=report&in=files");
    pages.put("search-nothing", "/search?q=xyzzy");
    pages.put("drafts", "/inbox/drafts");
    pages.put("outbox", "/outbox");
    pages.put("clients", "/clients");
    pages.put("client", client);
    pages.put("client-edit", client + "/edit");
    pages.put("client-new", "/clients/new");
    pages.put("client-merge", client + "/merge?q=a");
    pages.put("client-merge-two", client + "/merge?with=2");
    pages.put("admin", "/admin");
    pages.put("audit", "/admin/audit");
    pages.put("records-opened", "/admin/look-ups");
    pages.put("people", "/admin/people");
    pages.put("person", "/admin/people/2");
    pages.put("teams", "/admin/teams");
    pages.put("team", "/admin/teams/1");
    pages.put("templates", "/admin/templates");
    pages.put("template-new", "/admin/templates/new");
    pages.put("approvals", "/admin/approvals");
    pages.put("hours", "/admin/hours");
    pages.put("hours-new", "/admin/hours/new");
    pages.put("away", "/me/away");
    pages.put("targets", "/admin/targets");
    pages.put("targets-new", "/admin/targets/new");
    pages.put("mentions", "/inbox/mentions");
    pages.put("organisation", "/admin/organisation");
    pages.put("sample", "/admin/sample");
    pages.put("set-up-sample", "/setup/sample");
    pages.put("channels", "/admin/channels");
    pages.put("connect-address", "/admin/channels/connect");
    pages.put("connect-way", "/admin/channels/1/connect");
    pages.put("connect-servers", "/admin/channels/1/connect/servers");
    pages.put("connect-back", "/admin/channels/1/connect/back?inHost=imap.brightwater.example");
    pages.put("connect-sign-in", "/admin/channels/1/connect/sign-in?outHost=smtp.gmail.com");
    pages.put("connect-test", "/admin/channels/1/connect/test");
    pages.put("mailbox", "/admin/channels/1");
    pages.put("test-mail", "/admin/channels/1/test-mail");
    pages.put("held-mail", "/admin/channels/mail");
    pages.put("profile", "/me/profile");
    pages.put("security", "/me/security");
    pages.put("appearance", "/me/appearance");
    pages.put("signature", "/me/signature");
    pages.put("tokens", "/me/tokens");
    return pages;
  }

  private static ViewRule taggedInvoice() {
    return new ViewRule(
        false,
        List.of(new Condition(Condition.Field.TAG, Condition.Operator.IS, List.of("invoice"))));
  }

  private String promised(long no) {
    var by = new Due.Day(LocalDate.of(2030, 1, 2));
    var made = new NewPromise("I will bring the part by then", by, null, null);
    return "/promises/" + promises.makeInConversation(jonas, no, made);
  }

  /// Sam has written what must not leave, and asks Jonas.
  private String passAskedFor(long no) {
    var sam = viewer(staff.memberByEmail("sam.whitfield@brightwater.example").orElseThrow());
    var text = "Dear Mr Herrera,\n\nyour card is 4111 1111 1111 1111.\n\nKind regards,\nSam";
    drafts.save(sam, no, DraftKind.REPLY, new DraftContent(text, null, null), 0);
    looks.ask(sam, no, jonas.id());
    var id = looks.askedOf(jonas, no).getFirst().look().id();
    return "/c/" + no + "/look/" + id + "/pass";
  }

  /// A run that came out badly: there is the most to say about it.
  private long practised() {
    long run = practice.begin(jonas, "delay");
    practice.reply(jonas, run, "waiting", "You should have called us.");
    practice.reply(jonas, run, "cold", "Somebody comes soon.");
    return run;
  }

  private void signIn() {
    page.setViewportSize(1440, 900);
    page.navigate(Browser.path(welcome.signIn().toString()));
    assertThat(page.locator(".side__me")).isVisible();
  }

  private void look(String name, String address) {
    page.navigate(address);
    chromium.look(name);
  }

  private ConversationRow conversation(String subject) {
    return inbox
        .list(jonas, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 200)
        .items()
        .stream()
        .filter(row -> row.subject().contains(subject))
        .findFirst()
        .orElseThrow();
  }

  /// A mail with a text, its twin in HTML, and a file whose name is the subject.
  private void mail(String address, String name, String subject, String text, String html)
      throws IOException {
    var mail =
        """
        From: %s <%s>
        Subject: %s
        Message-ID: <%s@client.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=outer

        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=utf-8

        %s
        --inner
        Content-Type: text/html; charset=utf-8

        %s
        --inner--
        --outer
        Content-Type: text/html
        Content-Disposition: attachment; filename*=utf-8''%s

        %s
        --outer--
        """
            .formatted(
                encoded(name),
                address,
                encoded(subject),
                RowIds.next(),
                text,
                html,
                URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20"),
                html);
    try (var peer = RawPeer.at(smtp.port())) {
      peer.begin(address, welcome.mailbox());
      peer.send(mail.replace("\n", "\r\n") + ".\r\n");
      assertThat(peer.hear()).startsWith("250");
    }
  }

  private static String encoded(String words) {
    var base64 = Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    return "=?utf-8?b?" + base64 + "?=";
  }

  private static Viewer viewer(Member member) {
    return Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  /// Of the conversation that is open; the list has one as well, for many at once.
  private Locator snooze(String until) {
    return page.locator("button[name=until]").filter(new Locator.FilterOptions().setHasText(until));
  }
}
