package dev.decorum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.StatementCount;
import dev.decorum.vault.Vault;
import dev.decorum.web.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES, verifyAutomatically = false)
@AutoConfigureMockMvc
@DatabaseTest
@Import({ClientPagesTests.Told.class, StatementCount.Counting.class})
class ClientPagesTests {

  private static final int MOST_STATEMENTS = 12;

  @Autowired MockMvcTester mvc;
  @Autowired Clients clients;
  @Autowired Preferences preferences;
  @Autowired Duplicates duplicates;
  @Autowired JdbcClient jdbc;
  @Autowired Vault vault;

  People people;
  Viewer agent;

  /// A source that tells what a test gives it.
  @TestConfiguration
  static class Told {

    static final List<TimelineEntry> ENTRIES = new ArrayList<>();

    @Bean
    TimelineSource toldTimeline() {
      return new TimelineSource() {
        @Override
        public List<TimelineEntry> entries(
            Viewer viewer,
            ClientId client,
            @Nullable Channel channel,
            @Nullable TimelinePlace before,
            int limit) {
          return ENTRIES.stream()
              .filter(entry -> channel == null || entry.channel() == channel)
              .filter(entry -> before == null || entry.place().compareTo(before) < 0)
              .sorted(Comparator.comparing(TimelineEntry::place).reversed())
              .limit(limit)
              .toList();
        }

        @Override
        public ContactFigures figures(Viewer viewer, ClientId client) {
          Map<Channel, Integer> counts =
              ENTRIES.stream()
                  .collect(Collectors.toMap(TimelineEntry::channel, _ -> 1, Integer::sum));
          return new ContactFigures(counts, 1, null, null);
        }
      };
    }
  }

  @BeforeEach
  void empty() {
    Told.ENTRIES.clear();
    jdbc.sql("delete from clients.merge_move").update();
    jdbc.sql("delete from clients.merge").update();
    jdbc.sql("delete from clients.look_up").update();
    jdbc.sql("delete from clients.contact_point").update();
    jdbc.sql("delete from clients.restriction").update();
    jdbc.sql("delete from clients.client").update();
    people = new People(jdbc, vault);
    agent = people.member(Role.AGENT);
  }

  @Test
  void listsClientsInFewStatements() {
    for (int i = 0; i < 51; i++) {
      client("Client No. " + (100 + i), "c" + i + "@x.example");
    }

    var statements = StatementCount.of(() -> assertThat(get("/clients")).hasStatusOk());

    assertThat(statements).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_STATEMENTS);
    assertThat(get("/clients"))
        .bodyText()
        .contains("Client No. 150", "c50@x.example", "Show more")
        .doesNotContain("Client No. 100<");
    assertThat(get("/clients?q=No.+100")).bodyText().contains("Client No. 100<");
    assertThat(get("/clients?q=nobody")).bodyText().contains("No client matches “nobody”");
  }

  @Test
  void showsAClientInFewStatements() {
    Client client =
        clients.create(
            agent,
            ClientDetails.person("Dr. Amara <b>Okafor")
                .withAbout("Facilities director, St. Brannock Clinic")
                .withEmails(new EmailAddress("amara@clinic.example"))
                .withPhones(new PhoneNumber("+44 20 7946 0123"))
                .in(ZoneId.of("Asia/Tokyo"), Locale.JAPANESE));
    Client twin = client("A. Okafor", "okafor@home.example");
    clients.merge(agent, client.no(), twin.no());
    for (int i = 0; i < 30; i++) {
      tell(Channel.EMAIL, "Mail " + i + ".", Instant.now().minus(i, ChronoUnit.DAYS));
    }

    var statements = StatementCount.of(() -> get("/clients/" + client.no()));
    MvcTestResult page = get("/clients/" + client.no());

    assertThat(statements).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_STATEMENTS);
    assertThat(page)
        .hasStatusOk()
        .bodyText()
        .contains(
            "Dr. Amara &lt;b&gt;Okafor",
            "Facilities director, St. Brannock Clinic",
            "amara@clinic.example",
            "okafor@home.example",
            "+44 20 7946 0123",
            "Tokyo",
            "Japanese",
            "Today",
            "Yesterday",
            "Mail 0.",
            "Mail 24.",
            "Show earlier",
            "A. Okafor",
            "Part again")
        .doesNotContain("Mail 25.");
    assertThat(get("/clients/" + twin.no())).hasRedirectedUrl("/clients/" + client.no());
  }

  @Test
  void showsOneChannelAndWhatWasBefore() {
    Client client = client("Ellen Moore", "ellen@harbour.example");
    for (int i = 0; i < 30; i++) {
      tell(Channel.EMAIL, "Mail " + i + ".", Instant.now().minus(i, ChronoUnit.HOURS));
    }
    tell(Channel.VISIT, "The visit", Instant.now().minus(400, ChronoUnit.DAYS));

    String all = "/clients/" + client.no();
    String first = body(get(all));
    assertThat(first).contains("Mail 24.").doesNotContain("Mail 25.", "The visit");
    String second = body(get(link(first, "before=")));
    assertThat(second).contains("Mail 25.", "Mail 29.", "The visit").doesNotContain("Mail 24.");
    assertThat(body(get(all + "?ch=visit"))).contains("The visit").doesNotContain("Mail 1.");
    assertThat(body(get(all + "/timeline?ch=visit")))
        .contains("The visit")
        .doesNotContain("<html", "Mail 1.");
    assertThat(get(all + "?ch=carrier-pigeon")).bodyText().contains("Mail 0.");
  }

  @Test
  void notesHowToTreatAClientWithWhoSaidSoAndWhy() {
    Client client = client("Amara Okafor", "amara@clinic.example");
    String preferences = "/clients/" + client.no() + "/preferences";

    assertThat(note(client, "formality", "formal")).hasRedirectedUrl(preferences);
    note(client, "name_to_use", "Dr. Okafor");
    note(client, "pronunciation", "ah-MAH-ra");
    note(client, "channel", "phone");
    note(client, "zone", "Europe/London");
    post(
        preferences + "/hours",
        "from",
        "08:00",
        "to",
        "17:30",
        "source",
        "client",
        "saidOn",
        "2026-11-05",
        "purpose",
        "To call when it suits");
    post(
        preferences + "/person",
        "value",
        "Runs the half marathon",
        "source",
        "somebody_else",
        "saidBy",
        "her assistant",
        "saidOn",
        "2026-11-05",
        "purpose",
        "Small talk");

    assertThat(get(preferences))
        .bodyText()
        .contains(
            "Dr. Okafor",
            "Formal",
            "To serve them well",
            "The client said so, 5 November 2026",
            "her assistant said so, 5 November 2026",
            "08:00–17:30");
    assertThat(get("/clients/" + client.no()))
        .bodyText()
        .contains(
            "Say “ah-MAH-ra”",
            "Formal, “Dr. Okafor”",
            "In 08:00–17:30, their time",
            "Runs the half marathon",
            "London");
    assertThat(clients.get(agent, client.no()).details().zone())
        .isEqualTo(ZoneId.of("Europe/London"));
  }

  @Test
  void anEntryThatCanBeThereOnceTakesThePlaceOfTheOneBefore() {
    Client client = client("Amara Okafor", "amara@clinic.example");
    note(client, "name_to_use", "Dr. Okafor");

    note(client, "name_to_use", "Amara");

    assertThat(preferences.of(agent, client))
        .singleElement()
        .satisfies(entry -> assertThat(entry.value()).isEqualTo("Amara"));
    assertThat(body(get("/clients/" + client.no() + "/preferences/name_to_use")))
        .contains("value=\"Amara\"");
  }

  @Test
  void whatTheLawProtectsIsKeptWithConsentOnly() {
    Client client = client("Amara Okafor", "amara@clinic.example");

    MvcTestResult without = note(client, "accessibility", "Reads large print");

    assertThat(without)
        .hasStatus(422)
        .bodyText()
        .contains("Ask the client first", "Reads large print");
    assertThat(preferences.of(agent, client)).isEmpty();
    post(
        "/clients/" + client.no() + "/preferences/accessibility",
        "value",
        "Reads large print",
        "source",
        "client",
        "saidOn",
        "2026-11-05",
        "purpose",
        "To write so that she can read it",
        "consent",
        "true");
    assertThat(get("/clients/" + client.no() + "/preferences"))
        .bodyText()
        .contains("Reads large print", "Consent given 5 November 2026");
  }

  @Test
  void whatIsWrongWithAnEntryIsSaidAndNothingIsKept() {
    Client client = client("Amara Okafor", "amara@clinic.example");
    String hours = "/clients/" + client.no() + "/preferences/hours";

    assertThat(
            post(
                hours,
                "from",
                "17:00",
                "to",
                "08:00",
                "source",
                "somebody_else",
                "saidOn",
                "2126-01-01"))
        .hasStatus(422)
        .bodyText()
        .contains(
            "Enter two times, the earlier one first",
            "Enter who said so",
            "Enter a day that is not in the future",
            "Enter why it is kept");
    assertThat(note(client, "zone", "Mars/Olympus")).hasStatus(422);
    assertThat(note(client, "formality", "rude")).hasStatus(422);
    assertThat(note(client, "horoscope", "Leo")).hasStatus(404);
    assertThat(preferences.of(agent, client)).isEmpty();
  }

  @Test
  void anEntryThatWasTakenOutComesBackForADay() {
    Client client = client("Amara Okafor", "amara@clinic.example");
    note(client, "pronouns", "she/her");
    UUID entry = preferences.of(agent, client).getFirst().id();
    String address = "/clients/" + client.no() + "/preferences/entries/" + entry;

    post(address + "/remove");
    assertThat(preferences.of(agent, client)).isEmpty();
    assertThat(post(address + "/remove")).hasStatus(404);
    post(address + "/restore");
    assertThat(preferences.of(agent, client)).hasSize(1);

    post(address + "/remove");
    jdbc.sql("update clients.preference set removed_at = removed_at - interval '25 hours'")
        .update();
    preferences.deleteRemoved();
    assertThat(post(address + "/restore")).hasStatus(404);
  }

  @Test
  void preferencesFollowAMergeAndItsUndoing() {
    Client stays = client("Amara Okafor", "amara@clinic.example");
    Client goes = client("A. Okafor", "okafor@home.example");
    note(stays, "name_to_use", "Dr. Okafor");
    note(goes, "name_to_use", "Amara");
    note(goes, "pronouns", "she/her");

    UUID merge = clients.merge(agent, stays.no(), goes.no());

    assertThat(preferences.of(agent, clients.get(agent, stays.no())))
        .extracting(Preference::value)
        .containsExactly("Dr. Okafor", "she/her");
    clients.unmerge(agent, merge);
    assertThat(preferences.of(agent, clients.get(agent, stays.no())))
        .extracting(Preference::value)
        .containsExactly("Dr. Okafor");
    assertThat(preferences.of(agent, clients.get(agent, goes.no())))
        .extracting(Preference::value)
        .containsExactly("Amara", "she/her");
  }

  @Test
  void preferencesOfAHiddenClientAreHidden() {
    Client client = client("Amara Okafor", "amara@clinic.example");
    note(client, "pronouns", "she/her");
    UUID entry = preferences.of(agent, client).getFirst().id();
    TeamId team = people.team();
    Viewer insider = people.member(Role.AGENT, team);
    clients.restrict(insider, client.no(), new Version(null), Set.of(team));

    assertThat(preferences.of(agent, client)).isEmpty();
    assertThat(get("/clients/" + client.no() + "/preferences")).hasStatus(404);
    assertThat(note(client, "pronouns", "they/them")).hasStatus(404);
    assertThat(post("/clients/" + client.no() + "/preferences/entries/" + entry + "/remove"))
        .hasStatus(404);
    assertThat(preferences.of(insider, client)).hasSize(1);
  }

  @Test
  void proposesClientsWhoMayBeThereTwiceAndSaysWhy() {
    Client amara = client("Dr. Amara Okafor", "amara.okafor@clinic.example");
    client("OKAFOR, Amara", "ao@home.example");
    Client short1 = client("A. Okafor", "amara.okafor@elsewhere.example");
    client("Anton Okafor", "anton@home.example");
    Client office = client("Olmo Foods Ltd", "info@olmo.example");
    client("Harbour Trust", "info@harbour.example");

    assertThat(duplicates.of(agent, amara))
        .extracting(pair -> pair.other().name(), Duplicate::reasons)
        .containsExactlyInAnyOrder(
            tuple("OKAFOR, Amara", List.of(Duplicate.Reason.NAME)),
            tuple("A. Okafor", List.of(Duplicate.Reason.ADDRESS, Duplicate.Reason.INITIAL)));
    assertThat(duplicates.of(agent, office)).isEmpty();
    assertThat(duplicates.any(agent, short1)).isTrue();
    assertThat(get("/clients/" + amara.no())).bodyText().contains("May be the same");
    assertThat(get("/clients/" + office.no())).bodyText().doesNotContain("May be the same");
    assertThat(get("/clients/duplicates"))
        .bodyText()
        .contains("Dr. Amara Okafor", "OKAFOR, Amara", "The same name", "Compare")
        .doesNotContain("Harbour Trust");
  }

  @Test
  void theEndOfAPhoneNumberIsTheSameWithAndWithoutItsCountry() {
    Client one =
        clients.create(
            agent, ClientDetails.person("Yuki").withPhones(new PhoneNumber("+49 30 1234 5678")));
    clients.create(
        agent, ClientDetails.person("Office").withPhones(new PhoneNumber("030 12345678")));

    assertThat(duplicates.of(agent, one))
        .singleElement()
        .satisfies(pair -> assertThat(pair.reasons()).containsExactly(Duplicate.Reason.PHONE));
    clients.change(agent, one.no(), new Version(null), details -> details.withPhones());
    assertThat(duplicates.of(agent, clients.get(agent, one.no()))).isEmpty();
  }

  @Test
  void whoWasToldApartIsNotProposedAgainUntilThatIsTakenBack() {
    Client one = client("Arun Patel", "arun@a.example");
    Client other = client("Arun Patel", "ap@b.example");

    post("/clients/" + one.no() + "/apart", "other", "" + other.no());
    assertThat(duplicates.of(agent, one)).isEmpty();
    assertThat(duplicates.of(agent, other)).isEmpty();
    assertThat(duplicates.all(agent, null, 5).items()).isEmpty();
    assertThat(get("/clients/duplicates")).bodyText().contains("Nobody seems to be there twice");

    post("/clients/" + other.no() + "/apart/undo", "other", "" + one.no());
    assertThat(duplicates.of(agent, one)).hasSize(1);
  }

  @Test
  void whomOneMayNotSeeIsNotProposed() {
    Client one = client("Arun Patel", "arun@a.example");
    Client hidden = client("Arun Patel", "ap@b.example");
    TeamId team = people.team();
    Viewer insider = people.member(Role.AGENT, team);
    clients.restrict(insider, hidden.no(), new Version(null), Set.of(team));

    assertThat(duplicates.of(agent, one)).isEmpty();
    assertThat(duplicates.all(agent, null, 5).items()).isEmpty();
    assertThat(duplicates.of(insider, one)).hasSize(1);
  }

  @Test
  void pairsComePageByPage() {
    for (int i = 0; i < 4; i++) {
      client("Arun Patel", "arun" + i + "@a.example");
    }

    var seen = new ArrayList<String>();
    dev.decorum.web.Page<Duplicate> page = duplicates.all(agent, null, 2);
    while (true) {
      page.items().forEach(pair -> seen.add(pair.one().no() + "-" + pair.other().no()));
      if (page.next() == null) break;
      page = duplicates.all(agent, dev.decorum.web.Cursor.parse(page.next().toString()), 2);
    }

    assertThat(seen).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void aMergeKeepsWhatWasChosenDetailByDetailAndPartingGivesItBack() {
    Client stays =
        clients.create(
            agent,
            ClientDetails.person("A. Okafor")
                .withAbout("Clinic")
                .withEmails(new EmailAddress("old@clinic.example")));
    Client goes =
        clients.create(
            agent,
            ClientDetails.person("Dr. Amara Okafor")
                .withAbout("Facilities director")
                .withEmails(new EmailAddress("amara@clinic.example"))
                .in(ZoneId.of("Europe/London"), Locale.UK));
    String merge = "/clients/" + stays.no() + "/merge";
    assertThat(get(merge + "?with=" + goes.no()))
        .bodyText()
        .contains("Which name?", "Which address do we write to?", "Facilities director", "Nothing");

    post(
        merge,
        "with",
        "" + goes.no(),
        "survivor",
        "" + stays.no(),
        "name",
        "" + goes.no(),
        "about",
        "" + stays.no(),
        "email",
        "" + goes.no(),
        "zone",
        "" + goes.no());

    ClientDetails merged = clients.get(agent, stays.no()).details();
    assertThat(merged.name()).isEqualTo("Dr. Amara Okafor");
    assertThat(merged.about()).isEqualTo("Clinic");
    assertThat(merged.zone()).isEqualTo(ZoneId.of("Europe/London"));
    assertThat(merged.language()).isNull();
    assertThat(merged.emails())
        .extracting(EmailAddress::value)
        .containsExactly("amara@clinic.example", "old@clinic.example");

    clients.change(
        agent, stays.no(), new Version(null), d -> d.in(ZoneId.of("Asia/Tokyo"), d.language()));
    Merge made = clients.merges(agent, clients.get(agent, stays.no())).getFirst();
    post("/clients/" + stays.no() + "/merges/" + made.id() + "/undo");

    ClientDetails parted = clients.get(agent, stays.no()).details();
    assertThat(parted.name()).isEqualTo("A. Okafor");
    assertThat(parted.zone()).as("changed since the merge").isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(parted.emails())
        .extracting(EmailAddress::value)
        .containsExactly("old@clinic.example");
    assertThat(clients.get(agent, goes.no()).details().emails())
        .extracting(EmailAddress::value)
        .containsExactly("amara@clinic.example");
    assertThat(clients.search(agent, "facilities", null, 5).items())
        .extracting(Client::no)
        .containsExactly(goes.no());
  }

  private MvcTestResult note(Client client, String kind, String value) {
    return post(
        "/clients/" + client.no() + "/preferences/" + kind,
        "value",
        value,
        "source",
        "client",
        "saidOn",
        "2026-11-05",
        "purpose",
        "To serve them well");
  }

  @Test
  void addsAClient() {
    assertThat(get("/clients/new")).hasStatusOk().bodyText().contains("New client");

    MvcTestResult added =
        post(
            "/clients",
            "kind",
            "organisation",
            "name",
            " Olmo  Foods ",
            "emails",
            "info@olmo.example",
            "emails",
            "");

    Client olmo = clients.search(agent, "olmo", null, 5).items().getFirst();
    assertThat(added).hasRedirectedUrl("/clients/" + olmo.no());
    assertThat(olmo.details())
        .isEqualTo(
            ClientDetails.organisation("Olmo Foods")
                .withEmails(new EmailAddress("info@olmo.example")));
  }

  @Test
  void keepsWhatWasTypedWhenAFormIsRefused() {
    client("Taken", "taken@x.example");

    assertThat(
            post(
                "/clients",
                "kind",
                "person",
                "name",
                "",
                "emails",
                "no address",
                "zone",
                "Moon/Base"))
        .hasStatus(422)
        .bodyText()
        .contains(
            "There is a problem",
            "Enter a name",
            "“no address” is not an email address",
            "Choose a time zone",
            "value=\"Moon/Base\"");
    assertThat(post("/clients", "kind", "person", "name", "Twin", "emails", "taken@x.example"))
        .hasStatus(422)
        .bodyText()
        .contains("“taken@x.example” is noted for another client already");
    assertThat(clients.search(agent, null, null, 5).items()).hasSize(1);
  }

  @Test
  void doesNotOverwriteWhatSomebodyElseSaved() {
    Client client = client("Greta", "greta@x.example");
    String edit = "/clients/" + client.no() + "/edit";
    assertThat(get(edit)).hasStatusOk().bodyText().contains("greta@x.example");
    clients.change(agent, client.no(), new Version(null), now -> now.withAbout("Theirs"));

    MvcTestResult refused = post(edit, "kind", "person", "name", "Mine", "version", "0");

    assertThat(refused)
        .hasStatus(409)
        .bodyText()
        .contains("Somebody changed this client", "value=\"Mine\"", "name=\"version\" value=\"1\"");
    assertThat(clients.get(agent, client.no()).name()).isEqualTo("Greta");
    assertThat(post(edit, "kind", "person", "name", "Mine", "version", "1"))
        .hasRedirectedUrl("/clients/" + client.no());
    assertThat(clients.get(agent, client.no()).name()).isEqualTo("Mine");
  }

  @Test
  void mergesTwoRecordsAndPartsThemAgain() {
    Client one = client("Arun Pillai", "arun@library.example");
    Client two = client("Arun P.", "arun@home.example");
    String merge = "/clients/" + one.no() + "/merge";

    assertThat(get(merge + "?q=arun")).bodyText().contains("Arun P.", merge + "?with=" + two.no());
    assertThat(get(merge + "?with=" + two.no()))
        .bodyText()
        .contains("Which record stays?", "arun@home.example");
    assertThat(post(merge, "with", "" + two.no(), "survivor", "" + two.no()))
        .hasRedirectedUrl("/clients/" + two.no());
    assertThat(clients.get(agent, one.no()).name()).isEqualTo("Arun P.");

    UUID id = clients.merges(agent, clients.get(agent, two.no())).getFirst().id();
    assertThat(post("/clients/" + two.no() + "/merges/" + id + "/undo"))
        .hasRedirectedUrl("/clients/" + two.no());
    assertThat(clients.get(agent, one.no()).name()).isEqualTo("Arun Pillai");
    assertThat(post(merge, "with", "" + one.no(), "survivor", "" + one.no()))
        .hasStatus(409)
        .bodyText()
        .contains("This is the same record");
  }

  @Test
  void leavesAClientToOwnTeams() {
    TeamId care = people.team();
    Viewer carer = people.member(Role.AGENT, care);
    Client client = client("Camille Lefèvre", "camille@x.example");
    String path = "/clients/" + client.no();

    assertThat(post(path + "/restriction", "version", "0", "team", "1000000"))
        .hasRedirectedUrl(path);
    clients.restrict(carer, client.no(), new Version(null), Set.of(care));

    for (String page : List.of("", "/edit", "/merge", "/timeline", "/facts")) {
      assertThat(get(path + page)).as(page).hasStatus(404);
    }
    assertThat(post(path + "/edit", "name", "X", "version", "1")).hasStatus(404);
    assertThat(post(path + "/restriction", "version", "1")).hasStatus(404);
    assertThat(post(path + "/merge", "with", "1", "survivor", "1")).hasStatus(404);
    assertThat(clients.get(carer, client.no()).name()).isEqualTo("Camille Lefèvre");
  }

  private Client client(String name, String email) {
    return clients.create(agent, ClientDetails.person(name).withEmails(new EmailAddress(email)));
  }

  private void tell(Channel channel, String title, Instant at) {
    Told.ENTRIES.add(
        new TimelineEntry(
            UUID.randomUUID(),
            at.truncatedTo(ChronoUnit.MICROS),
            null,
            channel,
            TimelineEntry.Direction.IN,
            title,
            null,
            "One sentence.",
            "/c/1",
            List.of()));
  }

  private MvcTestResult get(String uri) {
    return mvc.get().uri(java.net.URI.create(uri)).with(As.viewer(agent)).exchange();
  }

  private MvcTestResult post(String uri, String... fields) {
    var request = mvc.post().uri(uri).with(As.viewer(agent)).with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      request = request.param(fields[i], fields[i + 1]);
    }
    return request.exchange();
  }

  private static String body(MvcTestResult result) {
    try {
      return result.getResponse().getContentAsString();
    } catch (java.io.UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String link(String body, String part) {
    var links =
        java.util.regex.Pattern.compile("href=\"([^\"]*" + part + "[^\"]*)\"").matcher(body);
    assertThat(links.find()).isTrue();
    return links.group(1).replace("&amp;", "&");
  }
}
