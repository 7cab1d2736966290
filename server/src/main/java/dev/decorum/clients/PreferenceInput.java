package dev.decorum.clients;

import dev.decorum.web.FormErrors;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An entry among a client's preferences as somebody typed it: nothing is checked yet.
///
/// @param value what it says, for all kinds but hours
/// @param from the beginning of hours, such as `08:00`
/// @param to their end
/// @param source a word of [Preference.Source]
/// @param saidOn a date such as `2026-11-05`
/// @param consent whether the client agreed that it is kept
public record PreferenceInput(
    @Nullable String value,
    @Nullable String from,
    @Nullable String to,
    @Nullable String source,
    @Nullable String saidBy,
    @Nullable String saidOn,
    @Nullable String purpose,
    @Nullable Boolean consent) {

  private static final int LONGEST = 500;

  /// What an entry says, apart from who noted it.
  record Checked(
      String value,
      Preference.Source source,
      @Nullable String saidBy,
      LocalDate saidOn,
      String purpose,
      @Nullable LocalDate consentOn) {}

  /// What a form shows before an entry is changed.
  public static PreferenceInput of(Preference entry) {
    boolean hours = entry.kind() == PreferenceKind.HOURS;
    String[] ends = entry.value().split("-", 2);
    return new PreferenceInput(
        hours ? null : entry.value(),
        hours ? ends[0] : null,
        hours ? ends[1] : null,
        entry.source().word(),
        entry.saidBy(),
        entry.saidOn().toString(),
        entry.purpose(),
        entry.consentOn() != null);
  }

  /// What would have to be mended.
  ///
  /// @param today where the member is: nobody said anything after that
  public FormErrors check(PreferenceKind kind, LocalDate today) {
    var errors = FormErrors.none();
    if (valueOf(kind).isEmpty()) {
      errors =
          errors.and(
              kind == PreferenceKind.HOURS ? "from" : "value",
              "clients.preference.invalid." + kind.word());
    } else if (valueOf(kind).orElseThrow().length() > LONGEST) {
      errors = errors.and("value", "clients.preference.value.long", LONGEST);
    }
    if (sourceOf().isEmpty()) {
      errors = errors.and("source", "clients.preference.source.missing");
    } else if (sourceOf().orElseThrow() == Preference.Source.SOMEBODY_ELSE
        && clean(saidBy).isEmpty()) {
      errors = errors.and("saidBy", "clients.preference.said_by.missing");
    }
    if (clean(saidBy).length() > LONGEST) {
      errors = errors.and("saidBy", "clients.preference.said_by.long", LONGEST);
    }
    Optional<LocalDate> said = saidOnOf();
    if (said.isEmpty()) {
      errors = errors.and("saidOn", "clients.preference.said_on.missing");
    } else if (said.get().isAfter(today)) {
      errors = errors.and("saidOn", "clients.preference.said_on.future");
    }
    if (clean(purpose).isEmpty()) {
      errors = errors.and("purpose", "clients.preference.purpose.missing");
    } else if (clean(purpose).length() > LONGEST) {
      errors = errors.and("purpose", "clients.preference.purpose.long", LONGEST);
    }
    if (kind.needsConsent() && !Boolean.TRUE.equals(consent)) {
      errors = errors.and("consent", "clients.preference.consent.missing");
    }
    return errors;
  }

  /// @throws IllegalStateException when it has not been checked, or in vain
  Checked checked(PreferenceKind kind, LocalDate today) {
    if (check(kind, today).any()) {
      throw new IllegalStateException("this entry was refused");
    }
    LocalDate said = saidOnOf().orElseThrow();
    String by = clean(saidBy);
    return new Checked(
        valueOf(kind).orElseThrow(),
        sourceOf().orElseThrow(),
        by.isEmpty() ? null : by,
        said,
        clean(purpose),
        kind.needsConsent() ? said : null);
  }

  private Optional<String> valueOf(PreferenceKind kind) {
    String text = clean(value);
    if (kind == PreferenceKind.HOURS) {
      return hours();
    }
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (kind) {
      case FORMALITY -> known(text, word -> Formality.of(word).word());
      case CHANNEL -> known(text, word -> Channel.of(word).word());
      case ZONE ->
          ZoneId.getAvailableZoneIds().contains(text) ? Optional.of(text) : Optional.empty();
      case LANGUAGE -> known(text, PreferenceInput::language);
      case COUNTRY ->
          Arrays.asList(Locale.getISOCountries()).contains(text)
              ? Optional.of(text)
              : Optional.empty();
      case HOURS, NAME_TO_USE, PRONUNCIATION, PRONOUNS, ACCESSIBILITY, PERSON, CULTURE ->
          Optional.of(text);
    };
  }

  private static String language(String tag) {
    var locale = new Locale.Builder().setLanguageTag(tag).build();
    if (locale.getLanguage().isEmpty()) {
      throw new IllformedLocaleException();
    }
    return locale.toLanguageTag();
  }

  private static Optional<String> known(String text, Function<String, String> read) {
    try {
      return Optional.of(read.apply(text));
    } catch (IllegalArgumentException | IllformedLocaleException _) {
      return Optional.empty();
    }
  }

  private Optional<String> hours() {
    try {
      LocalTime start = LocalTime.parse(clean(from));
      LocalTime end = LocalTime.parse(clean(to));
      return end.isAfter(start) ? Optional.of(start + "-" + end) : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Optional<Preference.Source> sourceOf() {
    try {
      return Optional.of(Preference.Source.of(clean(source)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Optional<LocalDate> saidOnOf() {
    try {
      return Optional.of(LocalDate.parse(clean(saidOn)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static String clean(@Nullable String text) {
    return text == null ? "" : Clients.oneLine(text);
  }
}
