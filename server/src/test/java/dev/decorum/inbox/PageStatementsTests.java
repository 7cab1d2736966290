package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.clients.Client;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.StatementCount;
import dev.decorum.web.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// What the pages that are turned over all day ask the database.
@ApplicationModuleTest(
    mode = BootstrapMode.DIRECT_DEPENDENCIES,
    verifyAutomatically = false) // ModularityTests does it once
@AutoConfigureMockMvc
@DatabaseTest
@Import({InboxHouse.class, StatementCount.Counting.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageStatementsTests {

  private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");

  @Autowired MockMvcTester mvc;
  @Autowired Inbox inbox;
  @Autowired House house;

  private Viewer agent;
  private Client client;

  @BeforeEach
  void people() {
    agent = house.member(Role.AGENT);
    client = house.client();
  }

  @Test
  void aListAsksForItsRowsItsClientsTheViewsAndTheCounts() {
    IntStream.range(0, 20).forEach(_ -> house.mail(house.client(), "Lift", "When?"));

    assertThat(asked("/inbox/all")).hasSize(4);
  }

  @Test
  void aConversationAsksAsMuchWhateverWasSaidInIt() {
    var no = house.mail(client, "Lift", "When?").no();
    house.mail(client, "Door", "It is stuck.");

    assertThat(asked("/c/" + no)).hasSize(10);

    IntStream.range(0, 20).forEach(i -> inbox.note(agent, no, "Note " + i, List.of()));

    assertThat(asked("/c/" + no)).hasSize(10);
  }

  @Test
  void aClientOfTenThousandInteractionsAsksAndShowsAsMuchAsAnyOther() {
    var mail = house.mail(client, "Lift", "It began here.");
    var page = "/clients/" + client.no();
    var few = asked(page);
    var places = house.messages(client, mail, 10_000, "");

    assertThat(asked(page)).hasSameSizeAs(few);
    assertThat(entries(page)).hasSize(25).first().asString().contains("Message 10000.");

    var near = places.get(40);
    var before = page + "?before=" + Cursor.of(near.at(), near.id());
    assertThat(entries(before)).hasSize(25).first().asString().contains("Message 40.");
    var next = NEXT.matcher(body(before));
    assertThat(next.find()).isTrue();
    var last = next.group(1).replace("&amp;", "&");
    assertThat(entries(last)).hasSize(16).last().asString().contains("It began here.");
    assertThat(NEXT.matcher(body(last)).find()).isFalse();
  }

  private List<String> entries(String page) {
    return Pattern.compile("(?s)<li class=\"tp\".*?</li>")
        .matcher(body(page))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private String body(String page) {
    var shown = mvc.get().uri(page).with(As.viewer(agent)).exchange();
    assertThat(shown).hasStatusOk();
    return new String(shown.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  /// Of the parts that the inbox adds itself; what others add is one statement each.
  @Test
  void aDayAsksOnceForEachOfItsPartsAndOnceForAllTheyName() {
    var lead = house.member(Role.LEAD, "Lifts");
    house.mail(client, house.team("Lifts"), "Lift", "When?");

    var few = asked(lead, "/today");
    IntStream.range(0, 20)
        .forEach(_ -> house.mail(house.client(), house.team("Lifts"), "Lift", "When?"));

    assertThat(few.size()).as(String.join("\n", few)).isLessThanOrEqualTo(11);
    assertThat(asked(lead, "/today")).hasSameSizeAs(few);
  }

  /// Without the directory of members, which is asked about every few seconds for all pages, and
  /// without absences, which a node reads once and keeps.
  private List<String> asked(String page) {
    return asked(agent, page);
  }

  private List<String> asked(Viewer viewer, String page) {
    return StatementCount.of(
            () -> assertThat(mvc.get().uri(page).with(As.viewer(viewer)).exchange()).hasStatusOk())
        .stream()
        .filter(
            statement ->
                !statement.matches(
                    "(?s).*from (staff\\.(edition|member|team|organisation)|hours\\.absence)\\b.*"))
        .toList();
  }
}
