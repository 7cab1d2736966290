package dev.decorum.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.StatementCount;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// What is found is narrowed by channel and by days, in the address and in the form.
@ApplicationModuleTest(
    mode = BootstrapMode.DIRECT_DEPENDENCIES,
    verifyAutomatically = false) // ModularityTests does it once
@AutoConfigureMockMvc
@DatabaseTest
@Import({InboxHouse.class, StatementCount.Counting.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchFiltersTests {

  private static final Instant MARCH = Instant.parse("2026-03-10T22:30:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-10T09:00:00Z");

  @Autowired MockMvcTester mvc;
  @Autowired Inbox inbox;
  @Autowired FileSearch files;
  @Autowired House house;

  private Viewer agent;
  private Client client;
  private Received march;
  private Received april;
  private long call;

  @BeforeEach
  void saidInSpring() {
    agent = house.member(Role.AGENT);
    client = house.client();
    march = inbox.receive(letter("Sanddorn in March").at(MARCH).message());
    april = inbox.receive(letter("Sanddorn in April").at(APRIL).message());
    inbox.log(
        agent,
        client.no(),
        "Sanddorn call",
        new NewContact(Kind.CALL, Channel.PHONE, Direction.IN, "Asked for Sanddorn", APRIL));
    call =
        inbox
            .list(
                agent,
                ConversationFilter.of(View.ALL).client(client.id()).query("Sanddorn call"),
                Sort.NEWEST,
                null,
                1)
            .items()
            .getFirst()
            .no();
  }

  @Test
  void channelAndDaysNarrowWhatIsFound() {
    assertThat(found(Said.ANYHOW)).contains(march.no(), april.no(), call);
    assertThat(found(new Said(Channel.PHONE, null, null))).containsExactly(call);
    assertThat(found(new Said(null, null, APRIL))).containsExactly(march.no());
    assertThat(found(new Said(null, APRIL, null))).containsExactlyInAnyOrder(april.no(), call);
    assertThat(found(new Said(Channel.EMAIL, APRIL, APRIL.plusSeconds(1))))
        .containsExactly(april.no());
    assertThat(found(new Said(Channel.CHAT, null, null))).isEmpty();
  }

  @Test
  void aConversationIsFoundByWhatWasSaidInTheseDaysThoughItWentOn() {
    inbox.receive(letter("Sanddorn again").into(march.conversation()).at(APRIL).message());

    assertThat(found(new Said(null, MARCH, MARCH.plusSeconds(1)))).containsExactly(march.no());
    var pages = new ArrayList<Long>();
    var said = new Said(null, MARCH.minusSeconds(1), APRIL.plusSeconds(1));
    var slice = list(said, null, 1);
    slice.items().forEach(row -> pages.add(row.no()));
    while (slice.next() != null) {
      slice = list(said, slice.next(), 1);
      slice.items().forEach(row -> pages.add(row.no()));
    }
    assertThat(pages).containsExactlyInAnyOrder(march.no(), april.no(), call);
  }

  @Test
  void daysAreThoseOfTheReader() {
    // Half past ten in the evening in London is the next morning in Tokyo.
    var tokyo =
        new Viewer(
            agent.id(),
            agent.no(),
            agent.name(),
            agent.role(),
            agent.permissions(),
            agent.via(),
            agent.session(),
            ZoneId.of("Asia/Tokyo"));
    var tenth = "/search?q=Sanddorn&in=conversations&from=2026-03-10&to=2026-03-10";

    assertThat(get(agent, tenth)).bodyText().contains("/c/" + march.no());
    assertThat(get(tokyo, tenth)).bodyText().doesNotContain("/c/" + march.no());
    assertThat(get(tokyo, tenth.replace("10", "11"))).bodyText().contains("/c/" + march.no());
  }

  @Test
  void filesAreNarrowedAsWell() {
    inbox.note(
        agent,
        april.no(),
        "See the file.",
        List.of(
            new NewFile(
                "Rosenkohl.txt", "text/plain", new ByteArrayResource("x".getBytes(UTF_8)))));

    assertThat(files.find(agent, "rosenkohl", Said.ANYHOW, null, 5).items()).hasSize(1);
    assertThat(files.find(agent, "rosenkohl", new Said(null, null, APRIL), null, 5).items())
        .isEmpty();
    assertThat(files.find(agent, "rosenkohl", new Said(Channel.PHONE, null, null), null, 5).items())
        .isEmpty();
    assertThat(
            files.find(agent, "rosenkohl", new Said(Channel.EMAIL, APRIL, null), null, 5).items())
        .hasSize(1);
  }

  @Test
  void theAddressHoldsItAllAndTheFormShowsIt() {
    var page = get(agent, "/search?q=Sanddorn&channel=phone&from=2026-04-01&to=2026-04-30");

    assertThat(page)
        .hasStatusOk()
        .bodyText()
        .contains(
            "<option value=\"phone\" selected>",
            "name=\"from\" form=\"search\" value=\"2026-04-01\"",
            "name=\"to\" form=\"search\" value=\"2026-04-30\"",
            "in=conversations&amp;channel=phone&amp;from=2026-04-01&amp;to=2026-04-30",
            "/c/" + call)
        .doesNotContain("/c/" + april.no() + "\"");
    assertThat(get(agent, "/search?q=Sanddorn&channel=pigeon&from=never&to=%2B999999-01-01"))
        .hasStatusOk()
        .bodyText()
        .contains("/c/" + march.no());
  }

  @Test
  void costsNoMoreStatements() {
    var said = new Said(Channel.EMAIL, MARCH.minusSeconds(1), APRIL.plusSeconds(1));

    assertThat(StatementCount.of(() -> found(said))).hasSizeLessThanOrEqualTo(5);
  }

  // --- helpers

  private InboxHouse.Letter letter(String text) {
    return house.letter(client, "Berries", text);
  }

  private List<Long> found(Said said) {
    return list(said, null, 50).items().stream().map(ConversationRow::no).toList();
  }

  private Slice<ConversationRow> list(Said said, @Nullable Cursor cursor, int limit) {
    var filter = ConversationFilter.of(View.ALL).client(client.id()).query("Sanddorn").said(said);
    return inbox.list(agent, filter, Sort.NEWEST, cursor, limit);
  }

  private MvcTestResult get(Viewer viewer, String address) {
    return mvc.get().uri(address).with(As.viewer(viewer)).exchange();
  }
}
