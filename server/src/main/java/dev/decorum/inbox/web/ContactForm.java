package dev.decorum.inbox.web;

import dev.decorum.inbox.Direction;
import dev.decorum.inbox.NewContact;
import dev.decorum.inbox.NextStep;
import dev.decorum.web.FormErrors;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A call, meeting or visit as somebody typed it: nothing is checked yet.
///
/// @param kind a word of [ContactKind]
/// @param direction `in` when the client began it, else `out`
/// @param at day and hour where the member is: `2026-11-22T10:30`
/// @param minutes how long it took
/// @param with who took part, in words
/// @param said what was said and agreed
/// @param about the number of a conversation; empty: it begins one
/// @param subject of a new conversation; empty: the first words of what was said
/// @param next what comes next, in words
/// @param nextOn the day on which that is taken up; empty: today
public record ContactForm(
    @Nullable String kind,
    @Nullable String direction,
    @Nullable String at,
    @Nullable String minutes,
    @Nullable String with,
    @Nullable String said,
    @Nullable String about,
    @Nullable String subject,
    @Nullable String next,
    @Nullable String nextOn) {

  private static final int LONGEST_LINE = 300;
  private static final int LONGEST_SUBJECT = 80;
  private static final int MOST_MINUTES = 24 * 60;
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  static ContactForm empty(@Nullable Long about) {
    return new ContactForm(
        null,
        null,
        null,
        null,
        null,
        null,
        about == null ? null : about.toString(),
        null,
        null,
        null);
  }

  FormErrors check(ZoneId zone, Instant now) {
    var errors = FormErrors.none();
    if (kindOf().isEmpty()) {
      errors = errors.and("kind", "inbox.log.kind.missing");
    }
    if (clean(said).isEmpty()) {
      errors = errors.and("said", "inbox.log.said.missing");
    }
    Optional<Instant> began = atOf(zone);
    if (began.isEmpty()) {
      errors = errors.and("at", "inbox.log.at.missing");
    } else if (began.get().isAfter(now)) {
      errors = errors.and("at", "inbox.log.at.future");
    }
    if (!clean(minutes).isEmpty() && minutesOf().isEmpty()) {
      errors = errors.and("minutes", "inbox.log.minutes.invalid", MOST_MINUTES);
    }
    if (clean(with).length() > LONGEST_LINE) {
      errors = errors.and("with", "inbox.log.long", LONGEST_LINE);
    }
    if (clean(next).length() > LONGEST_LINE) {
      errors = errors.and("next", "inbox.log.long", LONGEST_LINE);
    }
    return checkNext(errors, zone, now);
  }

  private FormErrors checkNext(FormErrors errors, ZoneId zone, Instant now) {
    if (clean(nextOn).isEmpty()) {
      return errors;
    }
    Optional<LocalDate> day = nextOnOf();
    if (day.isEmpty()) {
      return errors.and("nextOn", "inbox.log.next_on.invalid");
    }
    if (day.get().isBefore(LocalDate.ofInstant(now, zone))) {
      return errors.and("nextOn", "inbox.log.next_on.past");
    }
    return clean(next).isEmpty() ? errors.and("next", "inbox.log.next.missing") : errors;
  }

  /// What is written down. Who took part and what comes next stand in the text, in lines of their
  /// own: they are read wherever the text is, and found by search.
  ///
  /// @param withLine writes the line of who took part
  /// @param nextLine writes the line of what comes next
  NewContact contact(ZoneId zone, UnaryOperator<String> withLine, UnaryOperator<String> nextLine) {
    ContactKind what = kindOf().orElseThrow();
    Instant began = atOf(zone).orElseThrow();
    var text = new StringBuilder();
    if (!clean(with).isEmpty()) {
      text.append(withLine.apply(clean(with))).append("\n\n");
    }
    text.append(clean(said));
    if (!clean(next).isEmpty()) {
      text.append("\n\n").append(nextLine.apply(clean(next)));
    }
    return new NewContact(
        what.kind(),
        what.channel(),
        "in".equals(direction) ? Direction.IN : Direction.OUT,
        text.toString(),
        began,
        minutesOf().map(took -> began.plus(Duration.ofMinutes(took))).orElse(null));
  }

  /// Null: nothing follows.
  @Nullable NextStep nextStep(ZoneId zone, Instant now) {
    if (clean(next).isEmpty()) {
      return null;
    }
    Instant morning =
        nextOnOf().map(day -> day.atTime(MORNING).atZone(zone).toInstant()).orElse(null);
    return new NextStep(morning != null && morning.isAfter(now) ? morning : null);
  }

  /// The subject typed, or the first words of what was said.
  String subjectOrFirstWords() {
    if (!clean(subject).isEmpty()) {
      return clean(subject);
    }
    String first = clean(said).lines().findFirst().orElse("");
    if (first.codePointCount(0, first.length()) <= LONGEST_SUBJECT) {
      return first;
    }
    String cut = first.substring(0, first.offsetByCodePoints(0, LONGEST_SUBJECT));
    int gap = cut.lastIndexOf(' ');
    return (gap > LONGEST_SUBJECT / 2 ? cut.substring(0, gap) : cut) + "…";
  }

  /// The conversation it belongs to; empty: a new one.
  Optional<Long> aboutOf() {
    return clean(about).matches("\\d{1,15}")
        ? Optional.of(Long.valueOf(clean(about)))
        : Optional.empty();
  }

  private Optional<ContactKind> kindOf() {
    try {
      return Optional.of(ContactKind.of(clean(kind)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Optional<Instant> atOf(ZoneId zone) {
    try {
      return Optional.of(LocalDateTime.parse(clean(at)).atZone(zone).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Optional<Integer> minutesOf() {
    if (!clean(minutes).matches("\\d{1,4}")) {
      return Optional.empty();
    }
    int took = Integer.parseInt(clean(minutes));
    return took >= 1 && took <= MOST_MINUTES ? Optional.of(took) : Optional.empty();
  }

  private Optional<LocalDate> nextOnOf() {
    try {
      return Optional.of(LocalDate.parse(clean(nextOn)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static String clean(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
