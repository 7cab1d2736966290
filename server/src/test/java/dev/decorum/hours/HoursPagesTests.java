package dev.decorum.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How admins say when the organisation works.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
class HoursPagesTests {

  private static final String PASSWORD = "plum orchard window";
  private static final String HOME = "/admin/hours";
  private static final List<String> WEEK =
      List.of("9-12, 13-17:30", "9-17", "9-17", "9-17", "9-15", "", "");

  @Autowired Staff staff;
  @Autowired Calendars calendars;
  @Autowired Absences absences;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private Browser admin;

  @BeforeEach
  void signIn() {
    var unique = RowIds.next().toString().substring(24);
    var email = "mette-" + unique + "@staff.example";
    staff.add(new NewMember("Mette Friis", email, Role.ADMIN, List.of(), PASSWORD));
    admin = new Browser(port);
    admin.get("/sign-in");
    assertThat(admin.post("/sign-in", "email", email, "password", PASSWORD).location())
        .isEqualTo("/");
  }

  private static String[] form(String name, List<String> week, String... more) {
    var fields = new ArrayList<>(List.of("version", "0", "name", name, "zone", "Europe/Berlin"));
    week.forEach(day -> fields.addAll(List.of("week", day)));
    fields.addAll(List.of(more));
    return fields.toArray(String[]::new);
  }

  private Calendar named(String name) {
    return calendars.all().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hoursAreWrittenShownMadeTheStandardAndRemoved() {
    admin.get(HOME + "/new");
    assertThat(admin.post(HOME, form("Office", WEEK, "holidays", "de-by")).location())
        .isEqualTo(HOME);
    admin.post(HOME, form("Night desk", List.of("22-6", "", "", "", "", "", "")));
    assertThat(admin.get(HOME).body()).contains("Office", "37.5 h", "Night desk", "8 h");

    int office = named("Office").no();
    admin.post(HOME + "/" + office + "/standard");
    assertThat(calendars.standard().name()).isEqualTo("Office");
    var refused = admin.post(HOME + "/" + office + "/remove");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("The standard hours stay");

    int night = named("Night desk").no();
    assertThat(admin.post(HOME + "/" + night + "/remove").location()).isEqualTo(HOME);
    assertThat(calendars.all()).extracting(Calendar::no).doesNotContain(night);
  }

  @Test
  void daysOfOnesOwnAreReadBackAsTheyWereWritten() {
    var days = "2027-12-24 09:00-12:00 Christmas Eve\n2027-12-28..2027-12-30 closed Between";
    admin.get(HOME + "/new");
    admin.post(HOME, form("Own days", WEEK, "holidays", "de", "days", days));

    var page = admin.get(HOME + "/" + named("Own days").no()).body();

    assertThat(page).contains(days).contains("value=\"de\" selected").contains("Bavaria");
  }

  @Test
  void whatIsWrongIsSaidBesideTheFieldAndNothingTypedIsLost() {
    admin.get(HOME + "/new");
    var slip = new ArrayList<>(WEEK);
    slip.set(2, "9-5");

    var page = admin.post(HOME, form("Slip", slip, "days", "2027-12-24 9-12 Eve"));

    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body())
        .contains("Wednesday: a span that ends before it begins")
        .contains("value=\"9-5\"", "2027-12-24 9-12 Eve", "value=\"Slip\"");
    assertThat(admin.post(HOME, form("Slip", WEEK, "days", "\nsometime closed")).body())
        .contains("Line 2: write a date");
    assertThat(admin.post(HOME, form("Slip", List.of("", "", "", "", "", "", ""))).body())
        .contains("nothing could ever be due");
    assertThat(admin.post(HOME, form("Slip", WEEK, "holidays", "xx")).body())
        .contains("Choose a country or region");
    slip.set(2, "9-12, 11-15");
    assertThat(admin.post(HOME, form("Slip", slip)).body())
        .contains("Wednesday: these hours overlap with others");
    slip.set(2, "22-8");
    slip.set(3, "7-12");
    assertThat(admin.post(HOME, form("Slip", slip)).body())
        .contains("Thursday: these hours overlap with others of that day or with the night before");
    var nowhere = form("Slip", WEEK);
    nowhere[List.of(nowhere).indexOf("Europe/Berlin")] = "Mars/Olympus";
    assertThat(admin.post(HOME, nowhere).body()).contains("Choose a time zone.");
    assertThat(calendars.all()).extracting(Calendar::name).doesNotContain("Slip");
  }

  @Test
  void whoChangesWhatSomebodyElseHasChangedIsTold() {
    admin.get(HOME + "/new");
    admin.post(HOME, form("Shared", WEEK));
    var page = HOME + "/" + named("Shared").no();
    admin.post(page, form("Shared", WEEK));

    assertThat(admin.post(page, form("Shared", WEEK)).status()).isEqualTo(412);
  }

  private Browser signedIn(String name, Role role, String team) {
    var email =
        name.replace(' ', '.') + "-" + RowIds.next().toString().substring(24) + "@staff.example";
    staff.add(new NewMember(name, email, role, List.of(team), PASSWORD));
    var browser = new Browser(port);
    browser.get("/sign-in");
    browser.post("/sign-in", "email", email, "password", PASSWORD);
    return browser;
  }

  private int no(String name) {
    return staff.members().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow()
        .no();
  }

  @Test
  void whoIsAwaySaysSoForThemselvesALeadForTheTeamAndNobodyForOthers() {
    var unique = RowIds.next().toString().substring(24);
    var team = "Lifts " + unique;
    var jonas = signedIn("Jonas " + unique, Role.AGENT, team);
    var lead = signedIn("Lena " + unique, Role.LEAD, team);
    var stranger = signedIn("Sven " + unique, Role.LEAD, "Doors " + unique);
    var jonasNo = no("Jonas " + unique);
    var day = LocalDate.now(ZoneOffset.UTC).plusDays(9);
    var away =
        new String[] {"from", day.toString(), "to", day.plusDays(2).toString(), "zone", "UTC"};

    jonas.get("/me/away");
    assertThat(jonas.post("/me/away", away).location()).isEqualTo("/me/away");
    var overlap = jonas.post("/me/away", away);
    assertThat(overlap.status()).isEqualTo(422);
    assertThat(overlap.body()).contains("There is an absence in this time already", day.toString());

    assertThat(lead.get("/me/away").body()).contains("Jonas " + unique, "Remove the absence of");
    assertThat(stranger.get("/me/away").body()).doesNotContain("Jonas " + unique);
    var foreign = stranger.post("/me/away", "member", "" + jonasNo, "from", "x", "zone", "UTC");
    assertThat(foreign.body()).contains("Choose somebody for whom you may say this");
    var later = day.plusDays(9).toString();
    assertThat(
            lead.post("/me/away", "member", "" + jonasNo, "from", later, "zone", "UTC").location())
        .isEqualTo("/me/away");

    var member = staff.memberByNo(jonasNo).orElseThrow().id();
    var next = absences.next(member).orElseThrow();
    assertThat(next.from()).isEqualTo(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    assertThat(absences.back(member, next.from())).contains(next.until());
    var remove = "/me/away/" + absences.of(member).getFirst().no() + "/remove";
    assertThat(stranger.post(remove).status()).isEqualTo(404);
    assertThat(jonas.post(remove).location()).isEqualTo("/me/away");
    assertThat(absences.of(member)).hasSize(1);
  }

  @Test
  void aNameIsSealed() {
    admin.get(HOME + "/new");
    admin.post(HOME, form("Hours of Quillfeather Ltd", WEEK));

    assertThat(
            jdbc.sql("select encode(name, 'escape') from hours.calendar")
                .query(String.class)
                .list())
        .noneMatch(name -> name.contains("Quillfeather"));
  }
}
