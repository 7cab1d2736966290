package dev.decorum.demo;

import dev.decorum.channels.Mailbox;
import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.clients.EmailAddress;
import dev.decorum.clients.Preference;
import dev.decorum.clients.PreferenceInput;
import dev.decorum.clients.Preferences;
import dev.decorum.demo.Story.Entry;
import dev.decorum.demo.Story.Matter;
import dev.decorum.engagements.Engagements;
import dev.decorum.engagements.FollowUps;
import dev.decorum.engagements.NewEngagement;
import dev.decorum.engagements.ReportSchedule;
import dev.decorum.files.FileId;
import dev.decorum.files.Files;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Change;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Direction;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.IncomingFile;
import dev.decorum.inbox.IncomingMessage;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.NewContact;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.NewFile;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Received;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.SenderCheck;
import dev.decorum.inbox.Sent;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.Status;
import dev.decorum.inbox.Verdict;
import dev.decorum.inbox.View;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells the story through the doors that members and mails use, in the order in which it happened:
/// all of it or nothing.
@Component
class Storyteller {

  private static final Version ANY = new Version(null);

  private final Clients clients;
  private final Preferences preferences;
  private final Inbox inbox;
  private final Files files;
  private final Staff staff;
  private final FollowUps followUps;
  private final Engagements engagements;
  private final Organisation organisation;
  private final StoryClock clock;
  private final StoryCarrier carrier;
  private final TransactionTemplate transaction;

  Storyteller(
      Clients clients,
      Preferences preferences,
      Inbox inbox,
      Files files,
      Staff staff,
      FollowUps followUps,
      Engagements engagements,
      Organisation organisation,
      StoryClock clock,
      StoryCarrier carrier,
      PlatformTransactionManager transactions) {
    this.clients = clients;
    this.preferences = preferences;
    this.inbox = inbox;
    this.files = files;
    this.staff = staff;
    this.followUps = followUps;
    this.engagements = engagements;
    this.organisation = organisation;
    this.clock = clock;
    this.carrier = carrier;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// @param people by the first name the story calls them
  /// @return who the clients of the story are now
  Collection<Client> tell(Story story, Map<String, Viewer> people, Mailbox mailbox) {
    var telling = new Telling(people, mailbox, new StoryTime(clock.instant(), organisation.zone()));
    carrier.tell(() -> transaction.executeWithoutResult(_ -> telling.of(story)));
    return telling.known.values();
  }

  /// A matter as far as it has come.
  private static final class Thread {
    final Matter matter;
    @Nullable ConversationId id;
    long no;

    Thread(Matter matter) {
      this.matter = matter;
    }
  }

  private record Moment(Instant at, Thread thread, Entry entry) {}

  private final class Telling {

    private final Map<String, Viewer> people;
    private final Mailbox mailbox;
    private final StoryTime time;
    private final Map<String, Client> known = new HashMap<>();

    Telling(Map<String, Viewer> people, Mailbox mailbox, StoryTime time) {
      this.people = people;
      this.mailbox = mailbox;
      this.time = time;
    }

    void of(Story story) {
      Viewer guide = DemoOrganisation.viewer(people, story.guide());
      story
          .clients()
          .forEach(
              (called, client) ->
                  clock.at(time.of(client.since()), () -> note(guide, called, client)));
      var moments = new ArrayList<Moment>();
      for (Matter matter : story.matters()) {
        var thread = new Thread(matter);
        matter.entries().forEach(e -> moments.add(new Moment(time.of(e.at()), thread, e)));
      }
      moments.sort(Comparator.comparing(Moment::at));
      for (Moment moment : moments) {
        clock.at(moment.at(), () -> happen(moment));
      }
      var threads =
          moments.stream()
              .map(Moment::thread)
              .distinct()
              .collect(Collectors.toMap(one -> one.matter.subject(), Function.identity()));
      for (var service : story.services()) {
        under(service, Objects.requireNonNull(threads.get(service.subject())));
      }
      // Nobody has to sum up today what was said in a past that was never lived.
      followUps.settleBySystem(
          moments.stream().map(moment -> moment.thread().id).filter(Objects::nonNull).toList(),
          clock.instant());
    }

    private void under(Story.Service service, Thread thread) {
      var by = DemoOrganisation.viewer(people, service.by());
      var begun = new AtomicLong();
      clock.at(
          time.of(service.since()),
          () -> {
            begun.set(
                engagements.begin(
                    by,
                    client(thread).no(),
                    new NewEngagement(service.title(), by.id(), thread.no, ReportSchedule.WEEKLY)));
            for (var step : service.steps()) {
              var owner = DemoOrganisation.viewer(people, step.by()).id();
              engagements.add(by, begun.get(), step.name(), owner, time.dayOf(step.due()));
            }
          });
      for (var step : service.steps()) {
        if (step.done() == null) continue;
        var milestone =
            engagements.get(by, begun.get()).milestones().stream()
                .filter(one -> one.name().equals(step.name()))
                .findFirst()
                .orElseThrow();
        clock.at(time.of(step.done()), () -> engagements.done(by, begun.get(), milestone.no()));
      }
    }

    private void note(Viewer guide, String called, Story.Known seen) {
      Client client = clients.create(guide, seen.details().details());
      if (!seen.restrictedTo().isEmpty()) {
        Set<TeamId> teams =
            seen.restrictedTo().stream().map(this::team).collect(Collectors.toSet());
        client = clients.restrict(guide, client.no(), ANY, teams);
      }
      known.put(called, client);
      if (seen.wishes() != null) {
        for (Story.Wish wish : seen.wishes()) {
          clock.at(time.of(wish.said()), () -> note(known.get(called), wish));
        }
      }
    }

    private void note(Client client, Story.Wish wish) {
      Viewer by = DemoOrganisation.viewer(people, wish.by());
      preferences.note(
          by,
          client.no(),
          wish.kind(),
          null,
          new PreferenceInput(
              wish.value(),
              wish.from(),
              wish.to(),
              Preference.Source.CLIENT.word(),
              wish.told(),
              preferences.today(by).toString(),
              wish.purpose(),
              wish.kind().needsConsent()));
    }

    private TeamId team(String name) {
      return staff.teamByName(name).orElseThrow().id();
    }

    private Client client(Thread thread) {
      Client client = known.get(thread.matter.client());
      if (client == null) {
        throw new IllegalArgumentException("no client is called " + thread.matter.client());
      }
      return client;
    }

    private void happen(Moment moment) {
      Thread thread = moment.thread();
      Entry entry = moment.entry();
      boolean begins = thread.id == null;
      String text = entry.text() == null ? "" : time.dated(entry.text().strip());
      switch (entry.deed()) {
        case MAIL -> mail(moment, text);
        case REPLY -> reply(moment, text);
        case NOTE -> inbox.note(by(entry), thread.no, text, added(entry));
        case CALL_IN -> log(moment, Kind.CALL, Channel.PHONE, Direction.IN, text);
        case CALL_OUT -> log(moment, Kind.CALL, Channel.PHONE, Direction.OUT, text);
        case MEETING -> log(moment, Kind.MEETING, Channel.VIDEO, Direction.OUT, text);
        case VISIT -> log(moment, Kind.VISIT, Channel.VISIT, Direction.OUT, text);
        case POST -> log(moment, Kind.POST, Channel.SOCIAL, Direction.IN, text);
        case CHANGE -> {}
      }
      changes(thread, entry, begins);
    }

    private Viewer by(Entry entry) {
      String by = entry.by();
      if (by == null) {
        throw new IllegalArgumentException("nobody did this: " + entry);
      }
      return DemoOrganisation.viewer(people, by);
    }

    private void mail(Moment moment, String text) {
      Thread thread = moment.thread();
      Client client = client(thread);
      EmailAddress address = client.details().emails().getFirst();
      Received received =
          inbox.receive(
              new IncomingMessage(
                  thread.id,
                  null,
                  client.id(),
                  mailbox.id(),
                  null,
                  Channel.EMAIL,
                  new Address(client.name(), address.value()),
                  Recipients.to(new Address(mailbox.name(), mailbox.address())),
                  List.of(),
                  thread.id == null ? thread.matter.subject() : "Re: " + thread.matter.subject(),
                  text,
                  text,
                  moment.entry().html(),
                  Verdict.ORDINARY,
                  SenderCheck.VERIFIED,
                  moment.at(),
                  stored(client, moment.entry())));
      thread.id = received.conversation();
      thread.no = received.no();
    }

    private List<IncomingFile> stored(Client client, Entry entry) {
      var stored = new ArrayList<IncomingFile>();
      for (String name : entry.attached()) {
        try (InputStream content = Story.resource(name).getInputStream()) {
          FileId file = files.store(clients.keyOf(client.id()), name, type(name), content);
          stored.add(new IncomingFile(file, name, null, false));
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
      return stored;
    }

    private void reply(Moment moment, String text) {
      Thread thread = moment.thread();
      Entry entry = moment.entry();
      Sent sent =
          thread.id == null
              ? inbox.start(
                  by(entry),
                  new NewConversation(
                      client(thread).no(),
                      Recipients.NOBODY,
                      thread.matter.subject(),
                      text,
                      null,
                      added(entry),
                      null,
                      null,
                      false))
              : inbox.reply(
                  by(entry),
                  thread.no,
                  new NewReply(text, to(client(thread)), added(entry), null, null, null, false));
      thread.id = sent.conversation();
      thread.no = sent.no();
      arrived(sent.interaction(), entry.failed());
    }

    private static Recipients to(Client client) {
      EmailAddress address = client.details().emails().getFirst();
      return Recipients.to(new Address(client.name(), address.value()));
    }

    private void arrived(InteractionId message, @Nullable String failed) {
      inbox.delivery(message, failed == null ? Delivery.SENT : Delivery.FAILED, failed);
    }

    private static List<NewFile> added(Entry entry) {
      return entry.attached().stream()
          .map(name -> new NewFile(name, type(name), Story.resource(name)))
          .toList();
    }

    private static String type(String name) {
      return MediaTypeFactory.getMediaType(name)
          .orElse(MediaType.APPLICATION_OCTET_STREAM)
          .toString();
    }

    private void log(Moment moment, Kind kind, Channel channel, Direction direction, String text) {
      Thread thread = moment.thread();
      Viewer by = by(moment.entry());
      var contact = new NewContact(kind, channel, direction, text, moment.at());
      if (thread.id != null) {
        inbox.log(by, thread.no, contact);
        return;
      }
      Client client = client(thread);
      inbox.log(by, client.no(), thread.matter.subject(), contact);
      ConversationRow opened =
          inbox
              .list(by, ConversationFilter.of(View.ALL).client(client.id()), Sort.NEWEST, null, 1)
              .items()
              .getFirst();
      thread.id = opened.id();
      thread.no = opened.no();
    }

    private void changes(Thread thread, Entry entry, boolean begins) {
      var changes = new ArrayList<Change>();
      if (begins && thread.matter.tags() != null) {
        changes.add(new Change.Tag(new HashSet<>(thread.matter.tags())));
      }
      if (begins && thread.matter.team() != null) {
        changes.add(new Change.MoveTo(team(thread.matter.team())));
      }
      if (entry.assign() != null) {
        changes.add(new Change.Assign(DemoOrganisation.viewer(people, entry.assign()).id()));
      }
      if (entry.then() != null) {
        changes.add(
            switch (entry.then()) {
              case "waiting" -> new Change.ToStatus(Status.WAITING);
              case "resolved" -> new Change.ToStatus(Status.RESOLVED);
              default -> new Change.Snooze(time.of(entry.then()));
            });
      }
      if (!changes.isEmpty()) {
        Viewer by = entry.by() == null ? DemoOrganisation.viewer(people, "mette") : by(entry);
        inbox.change(by, thread.no, changes, null);
      }
    }
  }
}
