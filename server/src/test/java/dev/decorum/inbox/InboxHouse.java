package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.clients.EmailAddress;
import dev.decorum.clients.TimelinePlace;
import dev.decorum.database.Times;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.MovableClock;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A house with people in it, and a post office that only remembers.
@TestConfiguration(proxyBeanMethods = false)
public class InboxHouse {

  static final MailboxId HELP = new MailboxId(RowIds.next());

  @Bean
  @Primary
  MovableClock movableClock() {
    return new MovableClock();
  }

  @Bean
  @Primary
  PostOffice postOffice() {
    return new PostOffice();
  }

  @Bean
  House house(
      Staff staff, Clients clients, Inbox inbox, Vault vault, JdbcClient jdbc, Clock clock) {
    return new House(staff, clients, inbox, vault, jdbc, clock);
  }

  @Bean
  Stumbling stumbling() {
    return new Stumbling();
  }

  /// A part of the page for today that fails for whom a test says so.
  public static final class Stumbling implements TodayPart {

    private volatile @Nullable MemberId over;

    public void over(MemberId member) {
      over = member;
    }

    public void overNobody() {
      over = null;
    }

    @Override
    public int order() {
      return 0;
    }

    @Override
    public Place place() {
      return Place.FIGURES;
    }

    @Override
    public String titleKey() {
      return "Figures of another module";
    }

    @Override
    public Content of(Viewer viewer, Day day) {
      if (viewer.id().equals(over)) throw new IllegalStateException("a part that fails");
      return Content.NOTHING;
    }
  }

  /// Takes messages over and keeps them.
  public static final class PostOffice implements MessageCarrier {

    private final List<OutgoingMessage> taken = new ArrayList<>();
    private final Set<InteractionId> left = new HashSet<>();

    @Override
    public synchronized Optional<String> send(OutgoingMessage message) {
      taken.add(message);
      return Optional.empty();
    }

    @Override
    public synchronized boolean undo(InteractionId interaction) {
      return !left.contains(interaction);
    }

    @Override
    public synchronized boolean stop(InteractionId interaction) {
      return left.add(interaction);
    }

    @Override
    public synchronized boolean hold(InteractionId interaction) {
      return !left.contains(interaction) && of(interaction).scheduled();
    }

    @Override
    public synchronized boolean release(InteractionId interaction) {
      return !left.contains(interaction);
    }

    @Override
    public Map<InteractionId, List<RecipientDelivery>> deliveries(
        Collection<InteractionId> interactions) {
      return Map.of();
    }

    @Override
    public Optional<MailboxId> mailboxFor(Viewer viewer, @Nullable TeamId team) {
      return Optional.of(HELP);
    }

    @Override
    public Map<MailboxId, String> mailboxes() {
      return Map.of(HELP, "help@brightwater.example");
    }

    public synchronized void letLeave(InteractionId interaction) {
      left.add(interaction);
    }

    public synchronized int taken() {
      return taken.size();
    }

    public synchronized OutgoingMessage last() {
      return taken.getLast();
    }

    public synchronized OutgoingMessage of(InteractionId interaction) {
      return taken.stream()
          .filter(message -> message.interaction().equals(interaction))
          .findFirst()
          .orElseThrow();
    }
  }

  /// Makes members, clients and mails.
  public static final class House {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Staff staff;
    private final Clients clients;
    private final Inbox inbox;
    private final Vault vault;
    private final JdbcClient jdbc;
    private final Clock clock;

    House(Staff staff, Clients clients, Inbox inbox, Vault vault, JdbcClient jdbc, Clock clock) {
      this.staff = staff;
      this.clients = clients;
      this.inbox = inbox;
      this.vault = vault;
      this.jdbc = jdbc;
      this.clock = clock;
    }

    public Viewer member(Role role, String... teams) {
      var name = "member" + NUMBER.incrementAndGet();
      var member =
          staff
              .add(
                  new NewMember(
                      name,
                      name + "@brightwater.example",
                      role,
                      List.of(teams),
                      "plum orchard window"))
              .member();
      return Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
    }

    public TeamId team(String name) {
      return staff
          .teamByName(name)
          .map(Team::id)
          .orElseGet(() -> staff.createTeam(dev.decorum.audit.Actor.system(), name).id());
    }

    public Client client(String address) {
      return clients.findOrCreateByEmail(new EmailAddress(address), null);
    }

    public Client client() {
      return client("client" + NUMBER.incrementAndGet() + "@clinic.example");
    }

    public void restrict(Client client, TeamId team) {
      jdbc.sql("insert into clients.restriction (client_id, team_id) values (:client, :team)")
          .param("client", client.id().id())
          .param("team", team.id())
          .update();
    }

    public Received mail(Client client, String subject, String text) {
      return inbox.receive(letter(client, subject, text).message());
    }

    public Received mail(Client client, TeamId team, String subject, String text) {
      return inbox.receive(letter(client, subject, text).team(team).message());
    }

    /// As many messages of the client as years bring, put there at once: `Message 1. ` and so on,
    /// each a millisecond after the one before.
    ///
    /// @return their places, the oldest first
    public List<TimelinePlace> messages(Client client, Received first, int count, String text) {
      var key = clients.keyOf(client.id());
      var ids = IntStream.range(0, count).mapToObj(_ -> RowIds.next()).toArray(UUID[]::new);
      var texts = new byte[count][];
      for (int i = 0; i < count; i++) {
        texts[i] = vault.seal(key, Interactions.TEXT, ids[i], "Message " + (i + 1) + ". " + text);
      }
      Instant from = Times.now(clock).plusSeconds(1);
      jdbc.sql(
              """
              insert into inbox.interaction (
                id, conversation_id, kind, channel, direction, at, author_client, text, created_at)
              select m.id, :conversation, 'message', 'email', 'in',
                     :from::timestamptz + m.place * interval '1 millisecond', :client, m.text, :from
                from unnest(:ids, :texts) with ordinality as m (id, text, place)
              """)
          .param("conversation", first.conversation().id())
          .param("client", client.id().id())
          .param("from", Times.bound(from))
          .param("ids", ids)
          .param("texts", texts)
          .update();
      return IntStream.range(0, count)
          .mapToObj(i -> new TimelinePlace(from.plusMillis(i + 1L), ids[i]))
          .toList();
    }

    public Letter letter(Client client, String subject, String text) {
      var address = client.details().emails().getFirst().value();
      return new Letter(
          new IncomingMessage(
              null,
              null,
              client.id(),
              HELP,
              null,
              Channel.EMAIL,
              new Address(client.name(), address),
              Recipients.to(Address.of("help@brightwater.example")),
              List.of(),
              subject,
              text,
              null,
              null,
              Verdict.ORDINARY,
              SenderCheck.UNVERIFIED,
              clock.instant(),
              List.of()));
    }
  }

  /// A mail that is being written by a test.
  public record Letter(IncomingMessage message) {

    public Letter into(ConversationId conversation) {
      var m = message;
      return new Letter(
          new IncomingMessage(
              conversation,
              m.linkedTo(),
              m.client(),
              m.mailbox(),
              m.team(),
              m.channel(),
              m.from(),
              m.recipients(),
              m.also(),
              m.subject(),
              m.text(),
              m.newText(),
              m.html(),
              m.verdict(),
              m.senderCheck(),
              m.at(),
              m.files()));
    }

    public Letter team(TeamId team) {
      var m = message;
      return new Letter(
          new IncomingMessage(
              m.conversation(),
              m.linkedTo(),
              m.client(),
              m.mailbox(),
              team,
              m.channel(),
              m.from(),
              m.recipients(),
              m.also(),
              m.subject(),
              m.text(),
              m.newText(),
              m.html(),
              m.verdict(),
              m.senderCheck(),
              m.at(),
              m.files()));
    }

    public Letter verdict(Verdict verdict) {
      var m = message;
      return new Letter(
          new IncomingMessage(
              m.conversation(),
              m.linkedTo(),
              m.client(),
              m.mailbox(),
              m.team(),
              m.channel(),
              m.from(),
              m.recipients(),
              m.also(),
              m.subject(),
              m.text(),
              m.newText(),
              m.html(),
              verdict,
              m.senderCheck(),
              m.at(),
              m.files()));
    }

    public Letter also(SenderCheck check, Address... also) {
      var m = message;
      return new Letter(
          new IncomingMessage(
              m.conversation(),
              m.linkedTo(),
              m.client(),
              m.mailbox(),
              m.team(),
              m.channel(),
              m.from(),
              m.recipients(),
              List.of(also),
              m.subject(),
              m.text(),
              m.newText(),
              m.html(),
              m.verdict(),
              check,
              m.at(),
              m.files()));
    }

    public Letter at(Instant at) {
      var m = message;
      return new Letter(
          new IncomingMessage(
              m.conversation(),
              m.linkedTo(),
              m.client(),
              m.mailbox(),
              m.team(),
              m.channel(),
              m.from(),
              m.recipients(),
              m.also(),
              m.subject(),
              m.text(),
              m.newText(),
              m.html(),
              m.verdict(),
              m.senderCheck(),
              at,
              m.files()));
    }

    public Letter files(IncomingFile... files) {
      var m = message;
      return new Letter(
          new IncomingMessage(
              m.conversation(),
              m.linkedTo(),
              m.client(),
              m.mailbox(),
              m.team(),
              m.channel(),
              m.from(),
              m.recipients(),
              m.also(),
              m.subject(),
              m.text(),
              m.newText(),
              m.html(),
              m.verdict(),
              m.senderCheck(),
              m.at(),
              List.of(files)));
    }
  }
}
