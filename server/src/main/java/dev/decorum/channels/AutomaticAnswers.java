package dev.decorum.channels;

import static java.util.stream.Collectors.toMap;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.channels.AnswerRefused.Reason;
import dev.decorum.channels.answers.AnswerText;
import dev.decorum.channels.answers.AnswerText.Field;
import dev.decorum.channels.routing.Languages;
import dev.decorum.clients.EmailAddress;
import dev.decorum.hours.CalendarId;
import dev.decorum.hours.Calendars;
import dev.decorum.hours.WorkingTime;
import dev.decorum.inbox.Happening;
import dev.decorum.inbox.Happening.What;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.MailboxId;
import dev.decorum.inbox.Received;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import dev.decorum.mail.Address;
import dev.decorum.staff.Organisation;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What mailboxes answer by themselves: that a mail has come, and that the office is closed.
///
/// It is written with the mail it answers, in one transaction, and stands in the thread as a line
/// with its text. It leaves with the null sender and as `auto-replied`, so that nothing answers it;
/// and nobody gets many of them, whatever answers it all the same. See ADR 21.
@Service
public class AutomaticAnswers {

  static final String QUEUE = "channels.automatic_answer";
  private static final String SETTINGS = "channels.automatic_answer.settings";

  private static final int LONGEST_TEXT = 5_000;
  private static final int MOST_HOURS = 1_000;

  /// Older mail comes when a mailbox is fetched for the first time, or was out of reach.
  private static final Duration FRESH = Duration.ofDays(1);

  /// For one address, whatever it writes to us.
  private static final int MOST_A_DAY = 5;

  private static final int MOST_IN_CONVERSATION = 10;
  private static final Duration KEPT = Duration.ofDays(180);

  /// For one mailbox: mails that seem to come from a thousand people are not answered to these.
  private static final int MOST_AN_HOUR = 300;

  /// Envelope senders of lists and programs (RFC 3834, 2).
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?i)(?:owner-.*|.*-(?:request|owner|bounces?)|mailer-daemon|bounces?(?:[+.=-].*)?|.*no-?reply.*)@.*");

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Audit audit;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Mailboxes mailboxes;
  private final MessageRefs refs;
  private final ReplyTokens tokens;
  private final ReturnedMails returned;
  private final Unsubscribing unsubscribing;
  private final Organisation organisation;
  private final Calendars calendars;
  private final TroubleWords words;
  private final JsonMapper json;
  private final Clock clock;
  private final Kept<Map<UUID, AutomaticAnswer>> settings;

  AutomaticAnswers(
      JdbcClient jdbc,
      Vault vault,
      Live live,
      Audit audit,
      Inbox inbox,
      Outbox outbox,
      Mailboxes mailboxes,
      MessageRefs refs,
      ReplyTokens tokens,
      ReturnedMails returned,
      Unsubscribing unsubscribing,
      Organisation organisation,
      Calendars calendars,
      TroubleWords words,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.inbox = inbox;
    this.outbox = outbox;
    this.mailboxes = mailboxes;
    this.refs = refs;
    this.tokens = tokens;
    this.returned = returned;
    this.unsubscribing = unsubscribing;
    this.organisation = organisation;
    this.calendars = calendars;
    this.words = words;
    this.json = json;
    this.clock = clock;
    this.settings = new Kept<>(live, QUEUE, this::all);
  }

  // --- what is set

  @Transactional(readOnly = true)
  public AutomaticAnswer of(MailboxId mailbox) {
    return all().getOrDefault(mailbox.id(), AutomaticAnswer.NOTHING);
  }

  private Map<UUID, AutomaticAnswer> all() {
    record Row(UUID mailbox, byte[] settings) {}
    return jdbc
        .sql("select mailbox_id, settings from channels.automatic_answer")
        .query(
            (row, _) -> new Row(row.getObject("mailbox_id", UUID.class), row.getBytes("settings")))
        .list()
        .stream()
        .collect(
            toMap(
                Row::mailbox,
                row ->
                    json.readValue(
                        vault.openText(row.settings(), SETTINGS, row.mailbox()),
                        AutomaticAnswer.class)));
  }

  /// @throws AnswerRefused when it cannot be so
  @Transactional
  public void change(Actor actor, MailboxId mailbox, AutomaticAnswer wanted) {
    var answer = checked(wanted);
    jdbc.sql(
            """
            insert into channels.automatic_answer (mailbox_id, settings)
            values (:mailbox, :settings)
                on conflict (mailbox_id) do update
               set settings = excluded.settings
            """)
        .param("mailbox", mailbox.id())
        .param(
            "settings",
            vault.seal(vault.systemKey(), SETTINGS, mailbox.id(), json.writeValueAsString(answer)))
        .update();
    settings.changed();
    audit.changed(
        actor,
        "mailbox.answers_changed",
        "mailbox",
        mailbox.id(),
        Map.of(
            "acknowledge", String.valueOf(answer.acknowledge()),
            "away", String.valueOf(answer.away())));
  }

  private static AutomaticAnswer checked(AutomaticAnswer wanted) {
    var text = new AnswerText(wanted.text().strip());
    var away = new AnswerText(wanted.awayText().strip());
    if (wanted.acknowledge() && text.text().isEmpty()) throw new AnswerRefused(Reason.NO_TEXT);
    if (text.text().length() > LONGEST_TEXT) throw new AnswerRefused(Reason.LONG_TEXT);
    if (text.unknownField().isPresent()) throw new AnswerRefused(Reason.UNKNOWN_FIELD);
    if (wanted.away() && away.text().isEmpty()) throw new AnswerRefused(Reason.NO_AWAY_TEXT);
    if (away.text().length() > LONGEST_TEXT) throw new AnswerRefused(Reason.LONG_AWAY_TEXT);
    if (away.unknownField().isPresent()) throw new AnswerRefused(Reason.UNKNOWN_AWAY_FIELD);
    if (wanted.responseHours() < 0 || wanted.responseHours() > MOST_HOURS) {
      throw new AnswerRefused(Reason.BAD_RESPONSE_TIME);
    }
    boolean names = wanted.acknowledge() && namesTime(text) || wanted.away() && namesTime(away);
    if (names && wanted.responseHours() == 0) throw new AnswerRefused(Reason.NO_RESPONSE_TIME);
    if (wanted.away() && wanted.calendar() == null) throw new AnswerRefused(Reason.NO_HOURS);
    return new AutomaticAnswer(
        wanted.acknowledge(),
        text.text(),
        wanted.away(),
        away.text(),
        wanted.responseHours(),
        Languages.known().contains(wanted.language()) ? wanted.language() : "en",
        wanted.calendar());
  }

  private static boolean namesTime(AnswerText text) {
    return text.asksFor(Field.ANSWER_BY) || text.asksFor(Field.RESPONSE_HOURS);
  }

  /// A text as somebody would get it who wrote now.
  public String preview(Mailbox mailbox, AutomaticAnswer answer, String text) {
    var about =
        new About(
            words.text("channels.auto.sample.name"),
            words.text("channels.auto.sample.subject"),
            4821);
    return filled(text, mailbox, answer, about, clock.instant());
  }

  // --- answering

  /// As this node knows it.
  AutomaticAnswer inForce(MailboxId mailbox) {
    return settings.get().getOrDefault(mailbox.id(), AutomaticAnswer.NOTHING);
  }

  /// A mail that has just been put into its conversation.
  ///
  /// @param sender of the envelope; empty for the null sender, null where there was no envelope
  record Arrived(
      MailboxId mailbox,
      @Nullable String sender,
      EmailAddress author,
      String name,
      String subject,
      @Nullable String messageId,
      List<String> references,
      Instant at,
      Received received,
      KeyId key) {

    @Override
    public String toString() {
      return "Arrived";
    }
  }

  /// Answers a mail that a machine may answer, if the mailbox does so, in the current transaction.
  @Transactional(propagation = Propagation.MANDATORY)
  void consider(Arrived mail) {
    var answer = inForce(mail.mailbox());
    if (!answer.on()) return;
    var now = Timestamps.now(clock);
    boolean closed = !office(answer).open(now);
    if (!(answer.away() && closed) && !(answer.acknowledge() && mail.received().opened())) return;
    if (isSentByMachine(mail.sender()) || mail.at().isBefore(now.minus(FRESH))) return;
    var mailbox = mailboxes.get(mail.mailbox());
    if (!mailbox.open() || mailbox.outgoing() == null) return;
    if (isSilent(mail.author())) return;
    switch (room(mail, now)) {
      case ENOUGH -> send(mail, mailbox, answer, answer.away() && closed, now);
      case NONE_NOW -> {}
      case NONE_TODAY ->
          inbox.tell(mail.received().conversation(), Happening.of(What.LEFT_UNANSWERED, ""));
    }
  }

  /// A mail without an envelope was read for its null sender by who read its header.
  private static boolean isSentByMachine(@Nullable String sender) {
    return sender != null && (sender.isEmpty() || MACHINE.matcher(sender).matches());
  }

  /// Who called our mail spam, wants none that nobody wrote, or is out of reach.
  private boolean isSilent(EmailAddress author) {
    return returned.complained(author)
        || unsubscribing.spared(author)
        || !returned.dead(List.of(author.value())).isEmpty();
  }

  private enum Room {
    ENOUGH,
    /// They have been told in this conversation, or too many people write to the mailbox.
    NONE_NOW,
    /// They were told so often that something may be going in circles.
    NONE_TODAY
  }

  private Room room(Arrived mail, Instant now) {
    var index = index(mail.author());
    // Two mails of one sender are counted one after the other.
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(encode(:index, 'hex'), 0))")
        .param("index", index)
        .query((_, _) -> true)
        .single();
    return jdbc.sql(
            """
            select count(*) filter (where address_index = :index
                                      and conversation_id = :conversation
                                      and at > :yesterday) as here,
                   count(*) filter (where address_index = :index
                                      and at > :yesterday) as today,
                   count(*) filter (where conversation_id = :conversation) as conversation,
                   count(*) filter (where mailbox_id = :mailbox
                                      and at > :hourAgo) as mailbox
              from channels.automatic_mail
             where address_index = :index
                or conversation_id = :conversation
                or mailbox_id = :mailbox and at > :hourAgo
            """)
        .param("index", index)
        .param("conversation", mail.received().conversation().id())
        .param("mailbox", mail.mailbox().id())
        .param("yesterday", Timestamps.of(now.minus(Duration.ofDays(1))))
        .param("hourAgo", Timestamps.of(now.minus(Duration.ofHours(1))))
        .query(
            (row, _) ->
                row.getInt("here") > 0
                        || row.getInt("conversation") >= MOST_IN_CONVERSATION
                        || row.getInt("mailbox") >= MOST_AN_HOUR
                    ? Room.NONE_NOW
                    : row.getInt("today") >= MOST_A_DAY ? Room.NONE_TODAY : Room.ENOUGH)
        .single();
  }

  private void send(
      Arrived mail, Mailbox mailbox, AutomaticAnswer answer, boolean away, Instant now) {
    var conversation = mail.received().conversation();
    var name = AnswerText.name(mail.name());
    var subject = AnswerText.subject(mail.subject());
    var text =
        filled(
            away ? answer.awayText() : answer.text(),
            mailbox,
            answer,
            new About(name, subject, mail.received().no()),
            now);
    var event =
        inbox.tell(conversation, Happening.of(away ? What.TOLD_AWAY : What.ACKNOWLEDGED, text));
    var messageId = refs.next(mailbox.domain());
    var token = tokens.issue(conversation, event, index(mail.author()));
    outbox.add(
        mail.key(),
        mailbox,
        null,
        new OutgoingContent(
            new Address(sender(mailbox), mailbox.address()),
            mailbox.plus(token),
            List.of(new Address(name, mail.author().value())),
            List.of(),
            List.of(),
            subject.isEmpty()
                ? words.text("channels.auto.subject", "#" + mail.received().no())
                : reply(subject),
            now,
            messageId,
            mail.messageId(),
            mail.references(),
            text,
            null,
            "",
            List.of(),
            true),
        Duration.ZERO,
        false);
    refs.add(event, conversation, mailbox.id(), mail.key(), messageId, now);
    jdbc.sql(
            """
            insert into channels.automatic_mail
              (event_id, mailbox_id, conversation_id, address_index, at)
            values
              (:event, :mailbox, :conversation, :index, :now)
            """)
        .param("event", event.id())
        .param("mailbox", mailbox.id().id())
        .param("conversation", conversation.id())
        .param("index", index(mail.author()))
        .param("now", Timestamps.of(now))
        .update();
  }

  private String sender(Mailbox mailbox) {
    return mailbox.name() == null ? organisation.name() : mailbox.name();
  }

  private static String reply(String subject) {
    return subject.regionMatches(true, 0, "Re:", 0, 3) ? subject : "Re: " + subject;
  }

  // --- texts

  /// What a text is filled with.
  private record About(String name, String subject, long no) {}

  private String filled(
      String text, Mailbox mailbox, AutomaticAnswer answer, About about, Instant now) {
    var office = office(answer);
    var values = new EnumMap<Field, String>(Field.class);
    values.put(Field.NAME, about.name());
    values.put(Field.SUBJECT, about.subject());
    values.put(Field.REFERENCE, "#" + about.no());
    values.put(Field.MAILBOX, mailbox.name() == null ? mailbox.address() : mailbox.name());
    values.put(Field.OPENS, time(answer, office.opens(now)));
    if (answer.responseHours() > 0) {
      var by = office.after(now, Duration.ofHours(answer.responseHours()));
      values.put(Field.RESPONSE_HOURS, String.valueOf(answer.responseHours()));
      values.put(Field.ANSWER_BY, time(answer, by));
    }
    return new AnswerText(text).filled(values);
  }

  private WorkingTime office(AutomaticAnswer answer) {
    var calendar = answer.calendar();
    return calendar == null
        ? WorkingTime.ALWAYS
        : calendars.of(new CalendarId(calendar)).work().time();
  }

  private String time(AutomaticAnswer answer, Instant at) {
    var locale =
        answer.language().equals("en") ? Locale.UK : Locale.forLanguageTag(answer.language());
    var there = at.atZone(organisation.zone());
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale).format(there)
        + ", "
        + DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale).format(there);
  }

  /// What counts for nothing any more.
  @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT15M")
  void forget() {
    jdbc.sql("delete from channels.automatic_mail where at < :before")
        .param("before", Timestamps.of(Timestamps.now(clock).minus(KEPT)))
        .update();
  }

  private byte[] index(EmailAddress address) {
    return vault.blindIndex("email", address.normalised());
  }
}
