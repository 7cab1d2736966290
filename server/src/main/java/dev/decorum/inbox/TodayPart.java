package dev.decorum.inbox;

import dev.decorum.clients.ClientId;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A part of the page on which a member's day begins, added by a module: figures, what is due, whom
/// to look after.
///
/// It asks the database once, for a bounded number of rows that the viewer may see. Conversations
/// are named and not read: the page reads those it shows with one statement for all parts. A part
/// that fails is shown as missing, and the others stay.
public interface TodayPart {

  /// How many lines are counted; more are "99+".
  int MOST = Counts.CAP;

  /// Parts with lower numbers come first, on the page and in the sentence at its top.
  int order();

  /// Where it stands, and where the page says that it is missing. Its lines may stand elsewhere.
  Place place();

  /// The key of what it is called, in a message bundle.
  String titleKey();

  /// At most [#MOST] lines, those that matter most first; [Content#NOTHING] for who has nothing to
  /// do with it.
  Content of(Viewer viewer, Day day);

  /// A place on the page.
  enum Place {
    FIGURES,
    /// What is due by a certain time, in columns: overdue, today, the days after.
    DUE,
    /// Clients who wait for the member.
    WAITING,
    /// Clients to look after, with the reason.
    CLIENTS,
    /// What the member was told and has not looked at.
    NEWS,
    /// Replies that wait for the member's eyes.
    LOOKS,
    /// What nobody has taken yet.
    FREE,
    /// What a lead should know of the team.
    TEAM
  }

  /// The day of a member.
  ///
  /// @param end when it is over where the member is
  /// @param week when seven more days are over
  record Day(Instant now, Instant end, Instant week) {

    public static Day of(Instant now, ZoneId zone) {
      LocalDate tomorrow = LocalDate.ofInstant(now, zone).plusDays(1);
      return new Day(
          now,
          tomorrow.atStartOfDay(zone).toInstant(),
          tomorrow.plusDays(7).atStartOfDay(zone).toInstant());
    }

    public Instant daysAgo(int days) {
      return now.minusSeconds(days * 86_400L);
    }
  }

  /// @param sentence what the member should know first, as a clause without a full stop; null:
  ///   there is nothing of that weight
  record Content(List<Figure> figures, List<Line> lines, @Nullable Words sentence) {

    public static final Content NOTHING = new Content(List.of(), List.of(), null);

    public Content {
      figures = List.copyOf(figures);
      lines = List.copyOf(lines);
    }

    public static Content of(Figure... figures) {
      return new Content(List.of(figures), List.of(), null);
    }

    public static Content of(List<Line> lines, @Nullable Words sentence) {
      return new Content(List.of(), lines, sentence);
    }
  }

  /// Words of a message bundle. Numbers up to nine are written out; of a [ConversationId] the name
  /// of its client is shown, of an instant the time where the reader is.
  record Words(String key, List<Object> args) {

    public Words {
      args = List.copyOf(args);
    }

    public static Words of(String key, Object... args) {
      return new Words(key, Arrays.asList(args));
    }

    /// The words for so many; those for one have the same key with `.one` behind.
    public static Words counted(String key, int count, Object... more) {
      Object[] args = new Object[more.length + 1];
      args[0] = count;
      System.arraycopy(more, 0, args, 1, more.length);
      return of(count == 1 ? key + ".one" : key, args);
    }
  }

  /// A number and what it means.
  ///
  /// @param value null: there is not enough to say one
  /// @param unit what stands behind it, such as `%`; may be empty
  /// @param trend how it changed; null: nobody can tell
  /// @param note what it is of
  record Figure(
      String titleKey,
      @Nullable String value,
      String unit,
      @Nullable Trend trend,
      Words note,
      @Nullable String url) {}

  /// @param good whether that is to be welcome; null: it is neither
  record Trend(Words words, @Nullable Boolean good) {}

  /// One thing on the page.
  ///
  /// @param icon of the sprite
  /// @param at when it is due, or since when it is so
  /// @param why what is to be done, or the reason
  /// @param owner whose it is, where that is worth saying; null: nobody's
  record Line(
      Place place,
      About about,
      String icon,
      Words why,
      @Nullable Instant at,
      @Nullable MemberId owner) {}

  /// What a line is about.
  sealed interface About {

    /// A conversation, shown by its subject.
    record InConversation(ConversationId id) implements About {}

    /// Something else that concerns a client.
    ///
    /// @param text what it is, shown instead of a subject
    record OfClient(ClientId client, String text, String url) implements About {}

    /// A conversation of which the member was told; whoever opens it has seen that.
    record Told(ConversationId id, UUID notice) implements About {}
  }
}
