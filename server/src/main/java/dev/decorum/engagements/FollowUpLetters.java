package dev.decorum.engagements;

import dev.decorum.clients.Clients;
import dev.decorum.clients.Preferences;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.InteractionView;
import dev.decorum.promises.PromiseView;
import dev.decorum.promises.Promises;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/// The words with which a follow-up begins: a whole letter, for a person to read, change and send.
@Service
public class FollowUpLetters {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);

  private final Inbox inbox;
  private final Clients clients;
  private final Preferences preferences;
  private final Promises promises;
  private final FollowUpRecords records;
  private final MessageSource words;
  private final Clock clock;

  FollowUpLetters(
      Inbox inbox,
      Clients clients,
      Preferences preferences,
      Promises promises,
      FollowUpRecords records,
      MessageSource words,
      Clock clock) {
    this.inbox = inbox;
    this.clients = clients;
    this.preferences = preferences;
    this.promises = promises;
    this.records = records;
    this.words = words;
    this.clock = clock;
  }

  public String of(Viewer viewer, FollowUp one) {
    var row = inbox.row(viewer, one.conversation());
    var client = clients.get(viewer, row.client().no());
    var manner = preferences.manner(viewer, client);
    var body =
        switch (one.occasion()) {
          case RECAP -> recap(viewer, one);
          case CHECK_IN -> about("check_in", row.subject());
          case SILENCE -> silence(viewer, one, row.subject());
        };
    return say(
        "frame",
        Objects.requireNonNullElse(manner.nameToUse(), client.name()),
        body,
        viewer.name());
  }

  private String recap(Viewer viewer, FollowUp one) {
    var contact = inbox.interaction(viewer, Objects.requireNonNull(one.about()));
    var recap = Recap.of(contact.text(), line("inbox.log.line.with"), line("inbox.log.line.next"));
    var next = Stream.concat(recap.next().stream(), promised(viewer, one, contact.id())).toList();
    return Stream.of(
            say("recap.thanks." + contact.kind().word(), when(viewer.zone(), contact)),
            list("recap.points", recap.points()),
            next.isEmpty() ? say("recap.next.none") : list("recap.next", next),
            say("recap.end"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  private String line(String key) {
    return Objects.requireNonNull(words.getMessage(key, new Object[] {""}, Locale.UK));
  }

  /// What was written into the ledger of that contact.
  private Stream<String> promised(Viewer viewer, FollowUp one, InteractionId contact) {
    return promises.ofConversation(viewer, one.conversation()).stream()
        .filter(promise -> contact.equals(promise.source()))
        .map(PromiseView::words);
  }

  private String list(String key, List<String> points) {
    if (points.isEmpty()) return "";
    return points.stream()
        .map(point -> "- " + point)
        .collect(Collectors.joining("\n", say(key) + "\n", ""));
  }

  private String when(ZoneId zone, InteractionView contact) {
    var day = contact.at().atZone(zone).toLocalDate();
    return day.equals(clock.instant().atZone(zone).toLocalDate())
        ? say("today")
        : say("on", DAY.format(day));
  }

  private String silence(Viewer viewer, FollowUp one, String subject) {
    var last =
        records
            .lastBySystem(one.conversationId())
            .map(FollowUpRecords.Last::at)
            .orElse(one.opensAt());
    return about("silence", subject, DAY.format(last.atZone(viewer.zone())));
  }

  /// @param more behind the subject
  private String about(String key, String subject, Object... more) {
    if (subject.isBlank()) return say(key + ".unnamed", more);
    return say(key, Stream.concat(Stream.of(subject), Stream.of(more)).toArray());
  }

  private String say(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage("engagements.letter." + key, args, Locale.UK));
  }
}
