package dev.decorum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Cursor;
import dev.decorum.web.Page;
import dev.decorum.web.Stale;
import dev.decorum.web.Version;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES, verifyAutomatically = false)
@DatabaseTest
@RecordApplicationEvents
class ClientsTests {

  private static final Version ANY = new Version(null);

  @Autowired Clients clients;
  @Autowired JdbcClient jdbc;
  @Autowired Vault vault;
  @Autowired ApplicationEvents events;

  People people;
  Viewer agent;

  @BeforeEach
  void empty() {
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
  void isFoundAgainByTheAddressTheyWroteFrom() {
    Client first =
        clients.findOrCreateByEmail(email("Amara.Okafor@StBrannock.example"), "Amara O.");
    Client again = clients.findOrCreateByEmail(email("amara.okafor@stbrannock.EXAMPLE"), "Dr. Who");

    assertThat(first.name()).isEqualTo("Amara O.");
    assertThat(again).isEqualTo(first);
    assertThat(clients.byEmail("amara.okafor@stbrannock.example")).contains(first.id());
    assertThat(clients.byEmail("not an address")).isEmpty();
  }

  @Test
  void isNamedAfterTheAddressWhenTheMailNamesNobody() {
    assertThat(clients.findOrCreateByEmail(email("post@olmo.example"), null).name())
        .isEqualTo("post");
    assertThat(clients.findOrCreateByEmail(email("a@olmo.example"), " \u202e\u0007 ").name())
        .isEqualTo("a");
    assertThat(clients.findOrCreateByEmail(email("b@olmo.example"), "x".repeat(999)).name())
        .hasSize(200);
  }

  @Test
  void isOneClientHoweverManyMailsArriveAtOnce() throws Exception {
    Callable<ClientId> mail =
        () -> clients.findOrCreateByEmail(email("race@kitano.example"), "Yuki").id();

    var found = new HashSet<ClientId>();
    try (var workers = Executors.newFixedThreadPool(6)) {
      for (Future<ClientId> id :
          workers.invokeAll(IntStream.range(0, 24).mapToObj(_ -> mail).toList())) {
        found.add(id.get());
      }
    }

    assertThat(found).hasSize(1);
    assertThat(clients.search(agent, "yuki", null, 50).items()).hasSize(1);
  }

  @Test
  void twoMembersWhoNoteTheSameAddressesAtOnceDoNotStopEachOther() throws Exception {
    for (int round = 0; round < 20; round++) {
      var emails = new ArrayList<EmailAddress>();
      var phones = new ArrayList<PhoneNumber>();
      for (int i = 0; i < 15; i++) {
        emails.add(email("p%d-%d@kitano.example".formatted(round, i)));
        phones.add(phone("+49 30 %02d00%04d".formatted(round, i)));
      }
      var forwards =
          ClientDetails.person("Yuki")
              .withEmails(emails.toArray(EmailAddress[]::new))
              .withPhones(phones.toArray(PhoneNumber[]::new));
      var backwards =
          ClientDetails.person("Yuki")
              .withEmails(emails.reversed().toArray(EmailAddress[]::new))
              .withPhones(phones.reversed().toArray(PhoneNumber[]::new));

      var outcomes =
          atOnce(() -> clients.create(agent, forwards), () -> clients.create(agent, backwards));

      assertThat(outcomes).filteredOn(Objects::isNull).hasSize(1);
      assertThat(outcomes)
          .filteredOn(Objects::nonNull)
          .singleElement()
          .isInstanceOf(ContactPointTaken.class);
      Client kept = clients.search(agent, emails.getFirst().value(), null, 2).items().getFirst();
      assertThat(kept.details().emails()).isIn(emails, emails.reversed());
      assertThat(kept.details().phones()).isIn(phones, phones.reversed());
    }
  }

  @Test
  void twoClientsWhoSwapAddressesAtOnceDoNotStopEachOther() throws Exception {
    for (int round = 0; round < 20; round++) {
      var here = email("here%d@kitano.example".formatted(round));
      var there = email("there%d@kitano.example".formatted(round));
      Client one = clients.create(agent, ClientDetails.person("One").withEmails(here));
      Client two = clients.create(agent, ClientDetails.person("Two").withEmails(there));

      var outcomes =
          atOnce(
              () -> clients.change(agent, one.no(), ANY, details -> details.withEmails(there)),
              () -> clients.change(agent, two.no(), ANY, details -> details.withEmails(here)));

      assertThat(outcomes)
          .filteredOn(Objects::nonNull)
          .isNotEmpty()
          .allMatch(ContactPointTaken.class::isInstance);
    }
  }

  @Test
  void aMailThatComesWhileTheirAddressIsNotedFindsThem() throws Exception {
    for (int round = 0; round < 20; round++) {
      var address = email("noted%d@kitano.example".formatted(round));
      var found = new AtomicReference<ClientId>();

      var outcomes =
          atOnce(
              () -> clients.create(agent, ClientDetails.person("Noted").withEmails(address)),
              () -> found.set(clients.findOrCreateByEmail(address, "Written").id()));

      assertThat(outcomes.get(1)).isNull();
      assertThat(outcomes.get(0))
          .satisfiesAnyOf(
              first -> assertThat(first).isNull(),
              first -> assertThat(first).isInstanceOf(ContactPointTaken.class));
      assertThat(clients.byEmail(address.value())).contains(found.get());
    }
  }

  /// What became of two things done at once: null, or why not.
  private static List<@Nullable Throwable> atOnce(Runnable one, Runnable other) throws Exception {
    var start = new CyclicBarrier(2);
    var outcomes = new ArrayList<@Nullable Throwable>();
    try (var workers = Executors.newFixedThreadPool(2)) {
      var running =
          Stream.of(one, other)
              .map(
                  task ->
                      workers.submit(
                          () -> {
                            start.await();
                            task.run();
                            return true;
                          }))
              .toList();
      for (Future<Boolean> each : running) {
        try {
          each.get();
          outcomes.add(null);
        } catch (ExecutionException failed) {
          outcomes.add(failed.getCause());
        }
      }
    }
    return outcomes;
  }

  @Test
  void takesTheNameOfALaterMailWhenTheFirstHadNone() {
    var address = email("a.okafor@stbrannock.example");
    Client unnamed = clients.findOrCreateByEmail(address, null);
    assertThat(unnamed.name()).isEqualTo("a.okafor");
    assertThat(clients.findOrCreateByEmail(address, " ").name()).isEqualTo("a.okafor");
    assertThat(clients.findOrCreateByEmail(address, "A.Okafor@stbrannock.example").name())
        .isEqualTo("a.okafor");

    Client named = clients.findOrCreateByEmail(address, "Amara Okafor");

    assertThat(named.name()).isEqualTo("Amara Okafor");
    assertThat(named.id()).isEqualTo(unnamed.id());
    assertThat(named.version()).isEqualTo(unnamed.version() + 1);
    assertThat(clients.get(agent, unnamed.no())).isEqualTo(named);
    assertThat(clients.search(agent, "Amara", null, 9).items()).containsExactly(named);
    assertThat(clients.findOrCreateByEmail(address, "Dr. Who").name()).isEqualTo("Amara Okafor");
  }

  @Test
  void keepsTheNameThatAPersonGave() {
    var address = email("m@alrashid.example");
    Client unnamed = clients.findOrCreateByEmail(address, null);
    clients.change(agent, unnamed.no(), ANY, details -> details.withAbout("Facilities"));
    clients.change(agent, unnamed.no(), ANY, details -> details.withName("Mona"));
    clients.change(agent, unnamed.no(), ANY, details -> details.withName("m"));

    assertThat(clients.findOrCreateByEmail(address, "Mona al-Rashid").name()).isEqualTo("m");
    Client typed =
        clients.create(agent, ClientDetails.person("t").withEmails(email("t@x.example")));
    assertThat(clients.findOrCreateByEmail(email("t@x.example"), "Tomas").name()).isEqualTo("t");
    assertThat(clients.get(agent, typed.no())).isEqualTo(typed);
  }

  @Test
  void takesTheNameOfALaterMailAlthoughAPersonEditedTheRest() {
    var address = email("yk@kitano.example");
    Client unnamed = clients.findOrCreateByEmail(address, null);
    clients.change(agent, unnamed.no(), ANY, details -> details.withAbout("Facilities"));

    Client named = clients.findOrCreateByEmail(address, "Yuki Kitano");

    assertThat(named.name()).isEqualTo("Yuki Kitano");
    assertThat(named.about()).isEqualTo("Facilities");
  }

  @Test
  void keepsWhatIsNotedAboutThem() {
    var details =
        ClientDetails.person("منى الراشد")
            .withAbout("Facilities, Al-Rashid Group")
            .withEmails(email("mona@alrashid.example"), email("m.rashid@alrashid.example"))
            .withPhones(phone("+971 4 555 01 99"))
            .in(ZoneId.of("Asia/Dubai"), Locale.forLanguageTag("ar-AE"));

    Client created = clients.create(agent, details);

    assertThat(clients.get(agent, created.no())).isEqualTo(created);
    assertThat(created.details()).isEqualTo(details);
  }

  @Test
  void isFoundByWhatIsKnownOfThem() {
    Client okafor =
        clients.create(
            agent,
            ClientDetails.person("Dr. Amara Okafor")
                .withAbout("Facilities director, St. Brannock Clinic")
                .withEmails(email("amara.okafor@stbrannock.example"))
                .withPhones(phone("+44 20 7946 0123")));
    clients.create(agent, ClientDetails.organisation("Harbour Hotel"));

    for (String query :
        List.of(
            "okafor",
            "Oka",
            "amara okafor",
            "brannock clinic",
            "amara.okafor@stbrannock.example",
            "+44 20 7946 0123",
            "0044 20 79460123",
            "020 7946 0123",
            "" + okafor.no(),
            "#" + okafor.no())) {
      assertThat(clients.search(agent, query, null, 50).items())
          .as(query)
          .extracting(Client::id)
          .containsExactly(okafor.id());
    }
    assertThat(clients.search(agent, "okafor harbour", null, 50).items()).isEmpty();
    assertThat(clients.search(agent, "?!", null, 50).items()).isEmpty();
  }

  @Test
  void isListedOnceOverAllPages() {
    for (int i = 0; i < 7; i++) {
      clients.create(agent, ClientDetails.person("Client " + i));
    }

    Page<Client> first = clients.search(agent, null, null, 3);
    Page<Client> second = clients.search(agent, null, cursor(first), 3);
    Page<Client> third = clients.search(agent, null, cursor(second), 3);

    assertThat(first.items())
        .extracting(Client::name)
        .containsExactly("Client 6", "Client 5", "Client 4");
    assertThat(second.items())
        .extracting(Client::name)
        .containsExactly("Client 3", "Client 2", "Client 1");
    assertThat(third.items()).extracting(Client::name).containsExactly("Client 0");
    assertThat(third.next()).isNull();
  }

  @Test
  void isChangedOnTheVersionThatWasSeen() {
    Client client = clients.create(agent, ClientDetails.person("Ellen Moor"));

    Client renamed =
        clients.change(agent, client.no(), new Version(0L), now -> now.withName("Ellen Moore"));

    assertThat(renamed.name()).isEqualTo("Ellen Moore");
    assertThat(renamed.version()).isEqualTo(1);
    assertThat(clients.search(agent, "moore", null, 50).items()).hasSize(1);
    assertThatExceptionOfType(Stale.class)
        .isThrownBy(
            () ->
                clients.change(agent, client.no(), new Version(0L), now -> now.withName("E. M.")));
    assertThat(clients.get(agent, client.no())).isEqualTo(renamed);
  }

  @Test
  void isNotTouchedByAChangeThatChangesNothing() {
    Client client = clients.create(agent, ClientDetails.person("Ellen Moore"));

    assertThat(clients.change(agent, client.no(), ANY, now -> now)).isEqualTo(client);
  }

  @Test
  void getsLosesAndReordersAddresses() {
    Client client =
        clients.create(
            agent,
            ClientDetails.person("Tomás Herrera")
                .withEmails(email("t@olmo.example"), email("x@olmo.example")));

    Client changed =
        clients.change(
            agent,
            client.no(),
            ANY,
            now ->
                now.withEmails(
                    email("new@olmo.example"), email("T@olmo.example"), email("t@OLMO.example")));

    assertThat(changed.details().emails())
        .extracting(EmailAddress::value)
        .containsExactly("new@olmo.example", "T@olmo.example");
    assertThat(clients.byEmail("x@olmo.example")).isEmpty();
  }

  @Test
  void doesNotTakeAnAddressFromAnother() {
    clients.create(agent, ClientDetails.person("One").withEmails(email("one@here.example")));
    Client two = clients.create(agent, ClientDetails.person("Two"));

    assertThatExceptionOfType(ContactPointTaken.class)
        .isThrownBy(
            () ->
                clients.change(
                    agent, two.no(), ANY, now -> now.withEmails(email("ONE@here.example"))));

    assertThat(clients.get(agent, two.no())).isEqualTo(two);
  }

  @Test
  void isUnknownToThoseWhoDoNotServeClients() {
    Client client = clients.create(agent, ClientDetails.person("Greta Lindqvist"));
    Viewer officer = people.member(Role.OFFICER);
    Viewer former = people.member(Role.AGENT);
    people.disable(former);

    for (Viewer stranger : List.of(officer, former)) {
      assertThatExceptionOfType(ClientNotFound.class)
          .isThrownBy(() -> clients.get(stranger, client.no()));
      assertThatExceptionOfType(ClientNotFound.class)
          .isThrownBy(() -> clients.change(stranger, client.no(), ANY, now -> now.withName("X")));
      assertThat(clients.search(stranger, "greta", null, 50).items()).isEmpty();
      assertThat(clients.search(stranger, null, null, 50).items()).isEmpty();
    }
    assertThat(clients.get(agent, client.no())).isEqualTo(client);
  }

  @Test
  void isSeenByTheTeamsItIsLeftToAndByAdminsAlone() {
    TeamId care = people.team();
    Viewer carer = people.member(Role.AGENT, care, people.team());
    Viewer admin = people.member(Role.ADMIN);
    Client client =
        clients.create(
            carer, ClientDetails.person("Arun Pillai").withEmails(email("arun@library.example")));

    clients.restrict(carer, client.no(), ANY, Set.of(care));

    assertThat(clients.get(carer, client.no()).restrictedTo()).containsExactly(care);
    assertThat(clients.get(admin, client.no()).name()).isEqualTo("Arun Pillai");
    assertThatExceptionOfType(ClientNotFound.class)
        .isThrownBy(() -> clients.get(agent, client.no()));
    for (String query : List.of("arun", "arun@library.example", "#" + client.no())) {
      assertThat(clients.search(carer, query, null, 50).items()).as(query).hasSize(1);
      assertThat(clients.search(agent, query, null, 50).items()).as(query).isEmpty();
    }

    clients.restrict(admin, client.no(), ANY, Set.of());

    assertThat(clients.get(agent, client.no()).name()).isEqualTo("Arun Pillai");
  }

  @Test
  void isNotHiddenFromTheOneWhoHidesIt() {
    Client client = clients.create(agent, ClientDetails.person("Arun Pillai"));

    assertThatExceptionOfType(RestrictionLocksOut.class)
        .isThrownBy(() -> clients.restrict(agent, client.no(), ANY, Set.of(people.team())));

    assertThat(clients.get(agent, client.no())).isEqualTo(client);
  }

  @Test
  void becomesOneWithAnotherRecordOfTheSamePerson() {
    Client amara = client("Dr. Amara Okafor", "amara@clinic.example");
    Client twin = client("A. Okafor-Bell", "okafor@home.example");

    var merge = clients.merge(agent, amara.no(), twin.no());

    Client one = clients.get(agent, amara.no());
    assertThat(one.name()).isEqualTo("Dr. Amara Okafor");
    assertThat(one.details().emails())
        .extracting(EmailAddress::value)
        .containsExactly("amara@clinic.example", "okafor@home.example");
    assertThat(clients.get(agent, twin.no())).isEqualTo(one);
    assertThat(clients.canonical(twin.id())).isEqualTo(amara.id());
    assertThat(clients.byEmail("okafor@home.example")).contains(amara.id());
    assertThat(clients.summaries(Set.of(twin.id())).get(twin.id())).isEqualTo(one.summary());
    assertThat(clients.search(agent, "bell", null, 50).items()).containsExactly(one);
    assertThat(clients.search(agent, null, null, 50).items()).containsExactly(one);
    assertThat(clients.keyOf(twin.id())).isNotEqualTo(clients.keyOf(amara.id()));
    assertThat(clients.merges(agent, one))
        .extracting(Merge::id, Merge::absorbed, Merge::absorbedNo)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(merge, "A. Okafor-Bell", twin.no()));
    assertThat(events.stream(ClientsMerged.class))
        .containsExactly(new ClientsMerged(merge, amara.id(), twin.id()));
  }

  @Test
  void isPartedAgainWithWhatItHad() {
    Client amara = client("Dr. Amara Okafor", "amara@clinic.example");
    Client twin = client("A. Okafor-Bell", "okafor@home.example");
    var merge = clients.merge(agent, amara.no(), twin.no());
    clients.change(
        agent,
        amara.no(),
        ANY,
        now ->
            now.withEmails(
                email("Okafor@home.example"),
                email("amara@clinic.example"),
                email("new@clinic.example")));

    Client restored = clients.unmerge(agent, merge);

    assertThat(restored.name()).isEqualTo("A. Okafor-Bell");
    assertThat(restored.details().emails())
        .extracting(EmailAddress::value)
        .containsExactly("Okafor@home.example");
    assertThat(clients.get(agent, amara.no()).details().emails())
        .extracting(EmailAddress::value)
        .containsExactly("amara@clinic.example", "new@clinic.example");
    assertThat(clients.search(agent, "bell", null, 50).items()).containsExactly(restored);
    assertThat(clients.merges(agent, clients.get(agent, amara.no()))).isEmpty();
    assertThat(events.stream(ClientsUnmerged.class))
        .containsExactly(new ClientsUnmerged(merge, amara.id(), twin.id()));
    assertThatExceptionOfType(MergeRefused.class).isThrownBy(() -> clients.unmerge(agent, merge));
  }

  @Test
  void canLeaveAChainOfMergesAtAnyLink() {
    Client a = client("Anna", "a@x.example");
    Client b = client("Berta", "b@x.example");
    Client c = client("Carla", "c@x.example");
    var ab = clients.merge(agent, b.no(), a.no());
    var bc = clients.merge(agent, c.no(), b.no());
    assertThat(clients.canonical(a.id())).isEqualTo(c.id());

    clients.unmerge(agent, ab);
    assertThat(clients.canonical(a.id())).isEqualTo(a.id());
    assertThat(clients.canonical(b.id())).isEqualTo(c.id());
    assertThat(clients.byEmail("a@x.example")).contains(a.id());

    clients.unmerge(agent, bc);
    assertThat(clients.byEmail("b@x.example")).contains(b.id());
    assertThat(clients.byEmail("a@x.example")).contains(a.id());
    assertThat(clients.get(agent, c.no()).details().emails()).hasSize(1);
  }

  @Test
  void takesAlongWhatItHadAbsorbedWhenItIsParted() {
    Client a = client("Anna", "a@x.example");
    Client b = client("Berta", "b@x.example");
    Client c = client("Carla", "c@x.example");
    clients.merge(agent, b.no(), a.no());
    var bc = clients.merge(agent, c.no(), b.no());

    clients.unmerge(agent, bc);

    assertThat(clients.canonical(a.id())).isEqualTo(b.id());
    assertThat(clients.byEmail("a@x.example")).contains(b.id());
    assertThat(clients.byEmail("c@x.example")).contains(c.id());
  }

  @Test
  void isNotMergedWithOneThatOthersSee() {
    TeamId care = people.team();
    Viewer carer = people.member(Role.AGENT, care);
    Client open = client("Open", "open@x.example");
    Client closed = client("Closed", "closed@x.example");
    clients.restrict(carer, closed.no(), ANY, Set.of(care));

    assertThatExceptionOfType(MergeRefused.class)
        .isThrownBy(() -> clients.merge(carer, open.no(), closed.no()));
    assertThatExceptionOfType(ClientNotFound.class)
        .isThrownBy(() -> clients.merge(agent, open.no(), closed.no()));
    assertThatExceptionOfType(MergeRefused.class)
        .isThrownBy(() -> clients.merge(agent, open.no(), open.no()));
    assertThatExceptionOfType(ClientNotFound.class)
        .isThrownBy(() -> clients.unmerge(agent, RowIds.next()));
    assertThat(clients.get(agent, open.no())).isEqualTo(open);
  }

  @Test
  void staysHiddenWhenARestrictedOneIsParted() {
    TeamId care = people.team();
    Viewer carer = people.member(Role.AGENT, care);
    Client one = client("One", "one@x.example");
    Client two = client("Two", "two@x.example");
    var merge = clients.merge(carer, one.no(), two.no());
    clients.restrict(carer, one.no(), ANY, Set.of(care));

    assertThatExceptionOfType(ClientNotFound.class).isThrownBy(() -> clients.unmerge(agent, merge));
    clients.unmerge(carer, merge);

    assertThatExceptionOfType(ClientNotFound.class).isThrownBy(() -> clients.get(agent, two.no()));
    assertThat(clients.get(carer, two.no()).restrictedTo()).containsExactly(care);
  }

  @Test
  void tellsBrowsersOfThoseWhoMaySee(@Autowired ClientGate gate) {
    TeamId care = people.team();
    Viewer carer = people.member(Role.AGENT, care);
    Viewer officer = people.member(Role.OFFICER);
    Client client = client("Arun Pillai", "arun@library.example");
    clients.restrict(carer, client.no(), ANY, Set.of(care));
    var all = List.of(agent.id().id(), carer.id().id(), officer.id().id());

    assertThat(gate.allowed(all, "" + client.no())).containsExactly(carer.id().id());
    assertThat(gate.allowed(all, "no number")).isEmpty();
  }

  private Client client(String name, String email) {
    return clients.create(agent, ClientDetails.person(name).withEmails(email(email)));
  }

  private static Cursor cursor(Page<?> page) {
    return Cursor.parse(Objects.requireNonNull(page.next()));
  }

  private static EmailAddress email(String address) {
    return new EmailAddress(address);
  }

  private static PhoneNumber phone(String number) {
    return new PhoneNumber(number);
  }
}
