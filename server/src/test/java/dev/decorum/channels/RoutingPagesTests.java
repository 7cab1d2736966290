package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.hours.Calendars;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.testing.Browser;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What admins see and do about rules and automatic answers.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
class RoutingPagesTests {

  private static final String PASSWORD = "plum orchard window";
  private static final String HOME = "/admin/routing";

  @Autowired Staff staff;
  @Autowired Mailboxes mailboxes;
  @Autowired Calendars calendars;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private Browser admin;
  private String unique;

  @BeforeEach
  void signIn() {
    jdbc.sql("delete from channels.routing_rule").update();
    unique = RowIds.next().toString().substring(24);
    var email = "mette-" + unique + "@staff.example";
    staff.add(new NewMember("Mette Friis", email, Role.ADMIN, List.of(), PASSWORD));
    admin = new Browser(port);
    admin.get("/sign-in");
    assertThat(admin.post("/sign-in", "email", email, "password", PASSWORD).location())
        .isEqualTo("/");
  }

  private int no() {
    return jdbc.sql("select no from channels.routing_rule").query(Integer.class).single();
  }

  @Test
  void aRuleIsMadeTriedTurnedOffAndDeleted() {
    var team = staff.createTeam(Actor.system(), "Repairs " + unique);
    admin.get(HOME + "/new");
    var added =
        admin.post(
            HOME,
            "name",
            "Boilers",
            "senders",
            "client.example\nann@else.example",
            "subject",
            "boiler*, hot water",
            "languages",
            "en",
            "team",
            "" + team.no(),
            "tags",
            "heating, urgent",
            "priority",
            "high");

    assertThat(added.location()).isEqualTo(HOME);
    assertThat(admin.get(HOME).body())
        .contains(
            "Sent from client.example, ann@else.example",
            "Subject has boiler*, hot water",
            "Goes to Repairs " + unique,
            "Tagged heating, urgent",
            "High priority.");
    assertThat(admin.get(HOME + "/" + no()).body())
        .contains("boiler*\nhot water", "value=\"en\" checked");

    assertThat(
            admin
                .post(
                    HOME + "/try",
                    "mail",
                    "From: Ann <ann@client.example>\r\nSubject: Boilers\r\n\r\nThe boiler is not working and we have no hot water.")
                .body())
        .contains("Its sender: client.example.", "In its subject: boiler*.", "Goes to Repairs");
    assertThat(
            admin
                .post(HOME + "/try", "sender", "bob@other.example", "subject", "Lift", "mail", "Hi")
                .body())
        .contains("It is from somebody else.", "No rule fits.");
    assertThat(admin.post(HOME + "/try").status()).isEqualTo(422);

    admin.get(HOME);
    admin.post(HOME + "/" + no() + "/off");
    assertThat(admin.get(HOME).body()).contains("Turn on");
    admin.post(HOME + "/" + no() + "/delete");
    assertThat(admin.get(HOME).body()).contains("No rules yet");
  }

  @Test
  void aRefusedRuleKeepsWhatWasTyped() {
    admin.get(HOME + "/new");

    var refused = admin.post(HOME, "name", "Broken", "senders", "no address@", "tags", "a");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("This is neither an address nor a domain.", "value=\"Broken\"", "no address@");
  }

  @Test
  void automaticAnswersAreSetAndShownAsTheyWillBe() {
    var no =
        mailboxes
            .add(Actor.system(), NewMailbox.at("help-" + unique + "@brightwater.example"))
            .no();
    var page = "/admin/channels/" + no + "/answers";
    assertThat(admin.get(page).body()).contains("Dear {name},");

    var refused = admin.post(page, "acknowledge", "true", "text", "Hello {nmae}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("There is a field in braces", "Hello {nmae}");

    var office = calendars.standard();
    var saved =
        admin.post(
            page,
            "acknowledge",
            "true",
            "text",
            "Dear {name}, it is {reference}.",
            "calendar",
            office.id().id().toString(),
            "language",
            "en");
    assertThat(saved.location()).isEqualTo(page);
    assertThat(admin.get(page).body())
        .contains("Dear Helen Brandt, it is #4821.", "value=\"" + office.id().id() + "\" selected");
  }
}
