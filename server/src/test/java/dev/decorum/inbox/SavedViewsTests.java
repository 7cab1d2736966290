package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.decorum.clients.Channel;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.Condition.Field;
import dev.decorum.inbox.Condition.Operator;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.inbox.ViewRefused.Reason;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.StatementCount;
import dev.decorum.web.Stale;
import dev.decorum.web.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Lists of conversations that members put together.
@ApplicationModuleTest(
    mode = BootstrapMode.DIRECT_DEPENDENCIES,
    verifyAutomatically = false) // ModularityTests does it once
@AutoConfigureMockMvc
@DatabaseTest
@Import({InboxHouse.class, StatementCount.Counting.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavedViewsTests {

  @Autowired MockMvcTester mvc;
  @Autowired Inbox inbox;
  @Autowired SavedViews views;
  @Autowired Clients clients;
  @Autowired House house;
  @Autowired Clock clock;

  private Viewer agent;
  private TeamId doors;
  private Viewer porter;

  @BeforeEach
  void people() {
    agent = house.member(Role.AGENT);
    doors = house.team("Doors");
    porter = house.member(Role.AGENT, "Doors");
  }

  @Test
  void showsWhatMeetsAllConditionsOrAnyOfThem() {
    var urgent = change(mail(), new Change.Prioritise(Priority.URGENT));
    var mine = change(mail(), new Change.Take());
    var both = change(mail(), new Change.Prioritise(Priority.URGENT), new Change.Take());
    var neither = mail();
    var asks = List.of(is(Field.PRIORITY, "urgent"), is(Field.ASSIGNEE, Condition.ME));

    assertThat(found(new ViewRule(false, asks)))
        .contains(both)
        .doesNotContain(urgent, mine, neither);
    assertThat(found(new ViewRule(true, asks)))
        .contains(both, urgent, mine)
        .doesNotContain(neither);
  }

  @Test
  void whatIsNotSoIncludesWhatIsUnknown() {
    var nobodys = mail();
    var mine = change(mail(), new Change.Take());

    var notMine = found(all(new Condition(Field.ASSIGNEE, Operator.IS_NOT, List.of(Condition.ME))));
    var notNobodys =
        found(all(new Condition(Field.ASSIGNEE, Operator.IS_NOT, List.of(Condition.NONE))));

    assertThat(notMine).contains(nobodys).doesNotContain(mine);
    assertThat(notNobodys).contains(mine).doesNotContain(nobodys);
  }

  @Test
  void knowsStateTeamTagChannelMailboxAndClient() {
    var client = house.client();
    var lift = house.mail(client, doors, "Door", "It is stuck.").no();
    inbox.change(porter, lift, List.of(new Change.Tag(Set.of("heavy", "door"))), null);
    var snoozed = change(mail(), new Change.Snooze(clock.instant().plus(Duration.ofDays(1))));

    assertThat(found(porter, all(is(Field.TEAM, Condition.MINE))))
        .contains(lift)
        .doesNotContain(snoozed);
    assertThat(found(porter, all(is(Field.TEAM, doors.id().toString())))).contains(lift);
    assertThat(found(porter, all(is(Field.TEAM, Condition.NONE))))
        .contains(snoozed)
        .doesNotContain(lift);
    assertThat(found(porter, all(is(Field.TAG, "heavy", "light"))))
        .contains(lift)
        .doesNotContain(snoozed);
    assertThat(found(porter, all(is(Field.STATE, "snoozed", "waiting"))))
        .contains(snoozed)
        .doesNotContain(lift);
    assertThat(found(porter, all(is(Field.CHANNEL, Channel.EMAIL.word())))).contains(lift, snoozed);
    assertThat(found(porter, all(is(Field.CHANNEL, Channel.PHONE.word()))))
        .doesNotContain(lift, snoozed);
    assertThat(found(porter, all(is(Field.MAILBOX, InboxHouse.HELP.id().toString()))))
        .contains(lift);
    assertThat(found(porter, all(is(Field.CLIENT, "" + client.no())))).containsExactly(lift);
  }

  @Test
  void knowsTheLanguageOfTheClient() {
    var client = house.client();
    var no = house.mail(client, "Porte", "Elle est bloquée.").no();
    assertThat(found(all(is(Field.LANGUAGE, "fr")))).doesNotContain(no);

    clients.change(
        agent, client.no(), new Version(null), details -> details.in(null, Locale.of("fr", "CH")));

    assertThat(found(all(is(Field.LANGUAGE, "fr")))).contains(no);
    assertThat(found(all(is(Field.LANGUAGE, "de", "fr-CH")))).contains(no);
    assertThat(found(all(new Condition(Field.LANGUAGE, Operator.IS_NOT, List.of("fr")))))
        .doesNotContain(no);
  }

  @Test
  void knowsHowLongTheClientWaitsAndWhoSaidTheLastWord() {
    var old = mail(clock.instant().minus(Duration.ofHours(30)));
    var fresh = mail(clock.instant().minus(Duration.ofHours(2)));
    var answered = mail(clock.instant().minus(Duration.ofHours(40)));
    inbox.reply(agent, answered, NewReply.of("On our way."));
    inbox.note(agent, old, "A note is no word to the client.", List.of());

    var longer = found(all(new Condition(Field.WAITING, Operator.LONGER, List.of("24"))));
    var shorter = found(all(new Condition(Field.WAITING, Operator.SHORTER, List.of("24"))));

    assertThat(longer).contains(old).doesNotContain(fresh, answered);
    assertThat(shorter).contains(fresh).doesNotContain(old, answered);
    assertThat(found(all(is(Field.LAST_FROM, "client"))))
        .contains(old, fresh)
        .doesNotContain(answered);
    assertThat(found(all(is(Field.LAST_FROM, "us")))).contains(answered).doesNotContain(old, fresh);
    assertThat(found(all(new Condition(Field.CREATED, Operator.SHORTER, List.of("36")))))
        .contains(old, fresh)
        .doesNotContain(answered);
  }

  @Test
  void opensNothingThatItsReaderMayNotSee() {
    var secret = house.mail(house.client(), doors, "Door", "It is stuck.").no();
    int view = views.add(porter, wanted("All doors", doors, all(is(Field.STATE, "open"))));
    var admin = house.member(Role.ADMIN);

    assertThat(found(porter, views.get(porter, view).rule())).contains(secret);
    assertThat(found(agent, all(is(Field.TEAM, doors.id().toString())))).doesNotContain(secret);
    assertThat(
            found(
                agent,
                new ViewRule(
                    true, List.of(is(Field.STATE, "open"), is(Field.TEAM, doors.id().toString())))))
        .doesNotContain(secret);
    assertThat(found(admin, views.get(admin, view).rule())).contains(secret);
    unknown(() -> views.get(agent, view));
    assertThat(get(agent, "/inbox/v" + view)).hasStatus(404);
    assertThat(get(agent, "/inbox/v987654")).hasStatus(404);
  }

  @Test
  void pagesOnWithoutGapsAndRepetitions() {
    var tag = "paged" + System.nanoTime();
    var numbers = new ArrayList<Long>();
    for (int i = 0; i < 7; i++) {
      numbers.add(change(mail(clock.instant().minusSeconds(i)), new Change.Tag(Set.of(tag))));
    }
    var filter = ConversationFilter.of(View.ALL).rule(all(is(Field.TAG, tag)));

    for (var sort : List.of(Sort.WAITING, Sort.NEWEST)) {
      var seen = new ArrayList<Long>();
      Cursor cursor = null;
      do {
        var page = inbox.list(agent, filter, sort, cursor, 3);
        page.items().forEach(row -> seen.add(row.no()));
        cursor = page.next();
      } while (cursor != null);

      assertThat(seen).containsExactlyInAnyOrderElementsOf(numbers);
    }
  }

  @Test
  void needsTwoStatementsMoreThanAListWithoutViewsHoweverManyThereAre() {
    IntStream.range(0, 9).forEach(i -> mail());
    for (int i = 0; i < 10; i++) {
      views.add(
          agent,
          wanted("Mine " + i, null, all(is(Field.STATE, "open"), is(Field.PRIORITY, "normal"))));
    }

    assertThat(get(agent, "/inbox/mine")).hasStatusOk();

    var page =
        StatementCount.of(() -> assertThat(get(agent, "/inbox/mine?sort=newest")).hasStatusOk());

    assertThat(page).hasSizeLessThanOrEqualTo(8);
    assertThat(page.stream().filter(sql -> sql.contains("inbox.saved_view"))).hasSize(1);
  }

  @Test
  void countsOnlyWhatIsAboutWorkToDoAndNoFurtherThanItIsShown() {
    int open =
        views.add(
            agent,
            wanted("Open", null, all(is(Field.STATE, "open"), is(Field.ASSIGNEE, Condition.ME))));
    int all = views.add(agent, wanted("All", null, all(is(Field.PRIORITY, "normal"))));
    int done = views.add(agent, wanted("Done", null, all(is(Field.STATE, "open", "resolved"))));
    change(mail(), new Change.Take());
    change(mail(), new Change.Take());

    assertThat(views.counts(agent, views.of(agent)))
        .containsEntry(open, 2)
        .doesNotContainKeys(all, done);
    assertThat(get(agent, "/inbox/mine")).bodyText().contains("<span class=\"num push\">2</span>");
  }

  @Test
  void isChangedByItsOwnerTheLeadsOfItsTeamAndAdmins() {
    int view = views.add(porter, wanted("Doors", doors, all(is(Field.STATE, "open"))));
    var colleague = house.member(Role.AGENT, "Doors");
    var lead = house.member(Role.LEAD, "Doors");
    var stranger = house.member(Role.LEAD);
    var better = wanted("Open doors", doors, all(is(Field.STATE, "open")));

    assertThat(views.get(colleague, view).editable()).isFalse();
    unknown(() -> views.change(colleague, view, 0, better));
    unknown(() -> views.remove(colleague, view));
    unknown(() -> views.move(stranger, view, true));
    views.change(lead, view, 0, better);

    assertThat(views.get(porter, view).name()).isEqualTo("Open doors");
    assertThatExceptionOfType(Stale.class).isThrownBy(() -> views.change(porter, view, 0, better));
    views.remove(house.member(Role.ADMIN), view);
    unknown(() -> views.get(porter, view));
    views.restore(porter, view);
    assertThat(views.of(colleague)).extracting(SavedView::no).contains(view);
  }

  @Test
  void standsInTheOrderItsOwnerWants() {
    var rule = all(is(Field.STATE, "open"));
    int one = views.add(agent, wanted("One", null, rule));
    int two = views.add(agent, wanted("Two", null, rule));
    int three = views.add(agent, wanted("Three", null, rule));

    views.move(agent, three, true);
    views.move(agent, three, true);
    views.move(agent, three, true);
    views.move(agent, one, false);

    assertThat(views.of(agent)).extracting(SavedView::no).containsExactly(three, two, one);
    assertThat(views.of(house.member(Role.AGENT))).isEmpty();
  }

  @Test
  void saysWhatIsMissing() {
    var rule = all(is(Field.STATE, "open"));
    refused(Reason.NO_NAME, wanted(" \n ", null, rule));
    refused(Reason.LONG_NAME, wanted("n".repeat(61), null, rule));
    refused(Reason.NO_CONDITION, wanted("None", null, all()));
    refused(Reason.NOT_YOUR_TEAM, wanted("Doors", doors, rule));
    for (var nonsense :
        List.of(
            is(Field.STATE),
            is(Field.STATE, "' or true --"),
            is(Field.STATE, "OPEN"),
            is(Field.TEAM, "42"),
            is(Field.CLIENT, "1) or (1=1"),
            is(Field.TAG, " "),
            is(Field.WAITING, "3"),
            new Condition(Field.WAITING, Operator.LONGER, List.of("0")),
            new Condition(Field.WAITING, Operator.LONGER, List.of("99999999999")),
            new Condition(Field.LAST_FROM, Operator.IS_NOT, List.of("us")))) {
      refused(Reason.INCOMPLETE, wanted("Nonsense", null, all(nonsense)));
    }
    var many = IntStream.range(0, 13).mapToObj(i -> is(Field.TAG, "t" + i)).toList();
    refused(Reason.TOO_MANY_CONDITIONS, wanted("Many", null, new ViewRule(true, many)));
  }

  @Test
  void wordsOfMembersAreNeverSql() {
    var tag = "x' or '1'='1";
    var tagged = change(mail(), new Change.Tag(Set.of(tag)));
    var other = mail();

    assertThat(found(all(is(Field.TAG, tag)))).contains(tagged).doesNotContain(other);
  }

  @Test
  void isPutTogetherOnAPageWithoutScript() {
    var urgent = change(mail(), new Change.Prioritise(Priority.URGENT));
    change(mail(), new Change.Prioritise(Priority.LOW));
    assertThat(get(agent, "/inbox/views")).bodyText().contains("No saved views yet");
    assertThat(get(agent, "/inbox/views/new"))
        .bodyText()
        .contains("name=\"field-0\" value=\"state\"");

    var more =
        post(
            agent,
            "/inbox/views",
            "name=Today&match=all&field-0=state&operator-0=is&value-0=open&do=add&add=priority");
    assertThat(more)
        .hasStatusOk()
        .bodyText()
        .contains("name=\"field-1\" value=\"priority\"", "value=\"Today\"");
    var fewer =
        post(
            agent,
            "/inbox/views",
            "name=Today&match=all&field-0=state&operator-0=is&value-0=open&field-1=priority&do=0");
    assertThat(fewer)
        .hasStatusOk()
        .bodyText()
        .contains("name=\"field-0\" value=\"priority\"")
        .doesNotContain("field-1");
    var incomplete = post(agent, "/inbox/views", "name=&match=all&field-0=priority&operator-0=is");
    assertThat(incomplete)
        .hasStatus(422)
        .bodyText()
        .contains("There is a problem", "Give the view a name");

    var saved =
        post(
            agent,
            "/inbox/views",
            "name=Urgent+first&match=all&sort=newest&field-0=state&operator-0=is&value-0=open&field-1=priority&operator-1=is&value-1=high&value-1=urgent&field-2=waiting&operator-2=shorter&value-2=2&unit-2=days");

    assertThat(saved).hasStatus3xxRedirection();
    var view = views.of(agent).getFirst();
    assertThat(view.rule().conditions().get(2).values()).containsExactly("48");
    assertThat(saved).redirectedUrl().isEqualTo("/inbox/v" + view.no());
    assertThat(get(agent, "/inbox/v" + view.no()))
        .hasStatusOk()
        .bodyText()
        .contains("/inbox/v" + view.no() + "/c/" + urgent, "Urgent first");
    assertThat(get(agent, "/inbox/v" + view.no() + "/c/" + urgent)).hasStatusOk();
    assertThat(get(agent, "/inbox/views"))
        .bodyText()
        .contains(
            "Priority is <b dir=\"auto\">High, Urgent</b>", "less than <b dir=\"auto\">2 days</b>");
    assertThat(get(agent, "/inbox/views/" + view.no())).bodyText().contains("Urgent first");
    assertThat(post(agent, "/inbox/views/" + view.no() + "/delete", "")).hasStatus3xxRedirection();
    assertThat(views.of(agent)).isEmpty();
    assertThat(post(agent, "/inbox/views/" + view.no() + "/restore", "")).hasStatus3xxRedirection();
    assertThat(views.of(agent)).hasSize(1);
  }

  // --- helpers

  private long mail() {
    return house.mail(house.client(), "Door", "It is stuck.").no();
  }

  private long mail(Instant at) {
    return inbox
        .receive(house.letter(house.client(), "Door", "It is stuck.").at(at).message())
        .no();
  }

  private long change(long no, Change... changes) {
    inbox.change(agent, no, List.of(changes), null);
    return no;
  }

  private static Condition is(Field field, String... values) {
    return new Condition(field, Operator.IS, List.of(values));
  }

  private static ViewRule all(Condition... conditions) {
    return new ViewRule(false, List.of(conditions));
  }

  private static NewView wanted(String name, @Nullable TeamId team, ViewRule rule) {
    return new NewView(name, team, rule, Sort.WAITING);
  }

  private List<Long> found(ViewRule rule) {
    return found(agent, rule);
  }

  /// All of it: other tests leave mails of their own.
  private List<Long> found(Viewer viewer, ViewRule rule) {
    var found = new ArrayList<Long>();
    var filter = ConversationFilter.of(View.ALL).rule(rule);
    Cursor cursor = null;
    do {
      var page = inbox.list(viewer, filter, Sort.NEWEST, cursor, 200);
      page.items().forEach(row -> found.add(row.no()));
      cursor = page.next();
    } while (cursor != null);
    return found;
  }

  private void refused(Reason reason, NewView view) {
    assertThatExceptionOfType(ViewRefused.class)
        .describedAs("%s", view)
        .isThrownBy(() -> views.add(agent, view))
        .extracting(ViewRefused::reason)
        .isEqualTo(reason);
  }

  private static void unknown(Runnable work) {
    assertThatExceptionOfType(SavedViewNotFound.class).isThrownBy(work::run);
  }

  private MvcTestResult get(Viewer viewer, String path) {
    return mvc.get().uri(path).with(As.viewer(viewer)).exchange();
  }

  private MvcTestResult post(Viewer viewer, String path, String form) {
    return mvc.post()
        .uri(path)
        .contentType(org.springframework.http.MediaType.APPLICATION_FORM_URLENCODED)
        .content(form)
        .with(As.viewer(viewer))
        .with(csrf())
        .exchange();
  }
}
