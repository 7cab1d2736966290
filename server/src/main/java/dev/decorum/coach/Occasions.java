package dev.decorum.coach;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientDetails;
import dev.decorum.clients.Clients;
import dev.decorum.clients.Formality;
import dev.decorum.clients.Preferences;
import dev.decorum.coach.Occasion.Heard;
import dev.decorum.conduct.Channel;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Wishes;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.Correspondence;
import dev.decorum.inbox.Correspondence.Standing;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Direction;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.Verdict;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gathers what is known around a message.
///
/// While somebody writes the same is asked for with every few letters. So it is kept for a minute,
/// for one writer and one state of the conversation; that the writer may see it is asked anew each
/// time.
@Component
class Occasions {

  private static final int LOOKED_BACK = 100;
  private static final int MOST_NOTES = 50;
  private static final int LONGEST_MESSAGE = 50_000;
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Inbox inbox;
  private final Correspondence correspondence;
  private final Clients clients;
  private final Preferences preferences;
  private final Guidelines guidelines;
  private final Clock clock;

  private record Key(MemberId writer, ZoneId zone, Standing standing, int guidelines) {}

  private final Cache<Key, Occasion> known =
      Caffeine.newBuilder().maximumSize(500).expireAfterWrite(KEPT).build();

  Occasions(
      Inbox inbox,
      Correspondence correspondence,
      Clients clients,
      Preferences preferences,
      Guidelines guidelines,
      Clock clock) {
    this.inbox = inbox;
    this.correspondence = correspondence;
    this.clients = clients;
    this.preferences = preferences;
    this.guidelines = guidelines;
    this.clock = clock;
  }

  /// Of a message in a conversation.
  ///
  /// @throws dev.decorum.inbox.ConversationNotFound
  Occasion in(Viewer viewer, long no) {
    return in(viewer, correspondence.standing(viewer, no));
  }

  /// @param standing of a conversation that the viewer was found to see
  Occasion in(Viewer viewer, Standing standing) {
    var key = new Key(viewer.id(), viewer.zone(), standing, guidelines.version());
    return known.get(key, _ -> gather(viewer, standing));
  }

  /// Of the first message of a conversation.
  ///
  /// @param no number of the client; null: nobody we know yet
  Occasion first(Viewer viewer, @Nullable Long no) {
    var client = no == null ? null : clients.get(viewer, no);
    return first(viewer, client);
  }

  Occasion first(Viewer viewer, @Nullable Client client) {
    boolean met = client != null && correspondence.metBySystem(client.id());
    return occasion(viewer, null, client, null, Channel.EMAIL, !met, List.of(), List.of());
  }

  /// Of a text that is for nobody.
  ///
  /// @param message what it answers; blank: nothing
  Occasion none(Viewer viewer, String message) {
    var context =
        Context.sentAt(clock.instant().atZone(viewer.zone()))
            .answering(message.isBlank() ? null : message)
            .in(Locale.UK);
    return new Occasion(
        null, null, guidelines.on(Locale.UK, null, Channel.EMAIL), context, List.of());
  }

  private Occasion gather(Viewer viewer, Standing standing) {
    var said = inbox.latest(viewer, standing.no(), null, LOOKED_BACK).items();
    var notes =
        said.stream()
            .filter(one -> one.kind() == Kind.NOTE)
            .map(InteractionView::text)
            .limit(MOST_NOTES)
            .toList();
    return occasion(
        viewer,
        standing.id(),
        clients.find(viewer, standing.client()).orElse(null),
        standing.team(),
        channel(standing),
        !correspondence.metBySystem(standing.client()),
        unanswered(said),
        notes);
  }

  private Occasion occasion(
      Viewer viewer,
      @Nullable ConversationId conversation,
      @Nullable Client client,
      @Nullable TeamId team,
      Channel channel,
      boolean first,
      List<InteractionView> unanswered,
      List<String> notes) {
    var message = new StringBuilder();
    var heard = new ArrayList<Heard>();
    for (var one : unanswered) {
      if (!message.isEmpty()) message.append("\n\n");
      int start = message.length();
      var words = words(one);
      message.append(words, 0, Math.min(words.length(), LONGEST_MESSAGE));
      heard.add(new Heard(one.id(), start, message.length()));
    }
    var locale = locale(client);
    var context =
        Context.sentAt(clock.instant().atZone(viewer.zone()))
            .answering(heard.isEmpty() ? null : message.toString())
            .between(viewer.name(), client == null ? null : client.name())
            .by(channel)
            .onFirstContact(first)
            .in(locale)
            .keeping(List.of(), notes)
            .wishing(wishes(viewer, client));
    return new Occasion(conversation, client, guidelines.on(locale, team, channel), context, heard);
  }

  private Wishes wishes(Viewer viewer, @Nullable Client client) {
    if (client == null) return Wishes.NONE;
    var manner = preferences.manner(viewer, client);
    var formality = manner.formality();
    return new Wishes(manner.nameToUse(), formality == null ? null : formality == Formality.FORMAL);
  }

  /// What the client wrote since we wrote last, without what it quotes.
  private static List<InteractionView> unanswered(List<InteractionView> said) {
    var since = new ArrayList<InteractionView>();
    for (var one : said) {
      if (answers(one)) since.clear();
      else if (asks(one)) since.add(one);
    }
    return since;
  }

  /// Whether it is a message of ours to the client that has left or will.
  static boolean answers(InteractionView one) {
    return one.direction() == Direction.OUT
        && !one.forwarded()
        && (one.kind() == Kind.MESSAGE || one.kind() == Kind.POST)
        && one.delivery() != Delivery.FAILED;
  }

  /// Whether it is a client's own message, not their machine's.
  static boolean asks(InteractionView one) {
    return one.direction() == Direction.IN
        && (one.kind() == Kind.MESSAGE || one.kind() == Kind.POST)
        && (one.verdict() == Verdict.ORDINARY || one.verdict() == Verdict.LIST);
  }

  /// What is new in a message, as the thread shows it.
  static String words(InteractionView one) {
    var own = one.newText();
    return own == null || own.isBlank() ? one.text() : own;
  }

  private static Locale locale(@Nullable Client client) {
    return Optional.ofNullable(client)
        .map(Client::details)
        .map(ClientDetails::language)
        .orElse(Locale.UK);
  }

  private static Channel channel(Standing standing) {
    return switch (standing.channel()) {
      case CHAT -> Channel.CHAT;
      case PHONE -> Channel.PHONE;
      case SOCIAL -> Channel.SOCIAL;
      case EMAIL, VIDEO, VISIT, WEB -> Channel.EMAIL;
    };
  }
}
