package dev.decorum.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.DecorumApplication;
import dev.decorum.audit.Actor;
import dev.decorum.inbox.InboxHouse;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.promises.Due;
import dev.decorum.promises.NewPromise;
import dev.decorum.promises.Promises;
import dev.decorum.staff.Member;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// The agenda of a member, as a calendar program asks for it. How a calendar is written is the
/// matter of [ICalendarTests].
@SpringBootTest(
    classes = DecorumApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
@Import(InboxHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgendaTests {

  private static final Pattern ADDRESS = Pattern.compile("<code>([^<]*/agenda/[^<]+\\.ics)</code>");
  private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  @Autowired House house;
  @Autowired Promises promises;
  @Autowired Staff staff;
  @Autowired MovableClock clock;

  @LocalServerPort int port;

  @Test
  void saysWhatIsDueWhenAndNothingOfTheClientAtAnAddressThatEnds() {
    var agent = house.member(Role.AGENT, "Agendas");
    var client = house.client();
    var mail = house.mail(client, house.team("Agendas"), "Water in the cellar", "It is rising.");
    var at = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
    long no =
        promises.makeInConversation(
            agent,
            mail.no(),
            new NewPromise("I will bring a pump", new Due.Minute(at), null, null));
    var browser = new Browser(port);
    browser.get("/sign-in");
    browser.post(
        "/sign-in",
        "email",
        agent.name() + "@brightwater.example",
        "password",
        "plum orchard window");
    browser.get("/me/agenda");

    assertThat(browser.post("/me/agenda/morning", "at", "07:30").status()).isEqualTo(302);
    assertThat(browser.get("/me/agenda").body()).contains("value=\"07:30\"");
    assertThat(browser.post("/me/agenda/morning", "at", "seven").body())
        .contains("Enter a time, such as 07:30.");
    assertThat(browser.post("/me/agenda/morning", "at", "").status()).isEqualTo(302);
    assertThat(browser.get("/me/agenda").body()).doesNotContain("07:30\"");

    var first = made(browser);
    var calendar = new Browser(port).get(first);

    assertThat(calendar.status()).isEqualTo(200);
    assertThat(calendar.header("Content-Type"))
        .isEqualToIgnoringCase("text/calendar;charset=UTF-8");
    assertThat(calendar.body().replace("\r\n ", ""))
        .contains("UID:promises-" + no + "@")
        .contains("DTSTART:" + UTC.format(at.atOffset(ZoneOffset.UTC)))
        .contains("SUMMARY:Promised\\, no. " + no + "\r\n")
        .doesNotContainIgnoringCase("pump")
        .doesNotContainIgnoringCase("cellar")
        .doesNotContain(client.name());
    assertThat(browser.get("/me/agenda").body()).doesNotContain(".ics");

    var second = made(browser);

    assertThat(second).isNotEqualTo(first);
    assertThat(new Browser(port).get(first).status()).isEqualTo(404);
    assertThat(new Browser(port).get(second).status()).isEqualTo(200);

    browser.post("/me/agenda/off");

    assertThat(new Browser(port).get(second).status()).isEqualTo(404);

    var third = made(browser);
    assertThat(new Browser(port).get(third).status()).isEqualTo(200);
    staff.disable(Actor.system(), agent.id());
    assertThat(staff.member(agent.id())).get().returns(false, Member::active);

    assertThat(new Browser(port).get(third).status()).isEqualTo(404);
  }

  private static String made(Browser browser) {
    var address = ADDRESS.matcher(browser.post("/me/agenda").body());
    assertThat(address.find()).isTrue();
    return URI.create(address.group(1)).getPath();
  }
}
