package dev.decorum.clients;

import dev.decorum.web.FormErrors;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A client's details as somebody typed or sent them: nothing is checked yet.
///
/// @param kind `person` or `organisation`
/// @param zone an IANA name
/// @param language a BCP 47 tag
public record ClientInput(
    @Nullable String kind,
    @Nullable String name,
    @Nullable String about,
    @Nullable List<@Nullable String> emails,
    @Nullable List<@Nullable String> phones,
    @Nullable String zone,
    @Nullable String language) {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ABOUT = 300;
  private static final int MOST_POINTS = 30;

  /// What a form or a request shows before it is changed.
  public static ClientInput of(ClientDetails details) {
    ZoneId zone = details.zone();
    Locale language = details.language();
    return new ClientInput(
        details.kind().word(),
        details.name(),
        details.about(),
        details.emails().stream().<@Nullable String>map(EmailAddress::value).toList(),
        details.phones().stream().<@Nullable String>map(PhoneNumber::value).toList(),
        zone == null ? null : zone.getId(),
        language == null ? null : language.toLanguageTag());
  }

  /// What would have to be mended.
  public FormErrors check() {
    var errors = FormErrors.none();
    if (kind() != null && kindOf().isEmpty()) {
      errors = errors.and("kind", "clients.form.kind.unknown");
    }
    String name = clean(name());
    if (name.isEmpty()) {
      errors = errors.and("name", "clients.form.name.missing");
    } else if (name.length() > LONGEST_NAME) {
      errors = errors.and("name", "clients.form.name.long", LONGEST_NAME);
    }
    if (clean(about()).length() > LONGEST_ABOUT) {
      errors = errors.and("about", "clients.form.about.long", LONGEST_ABOUT);
    }
    errors = points(errors, "emails", emails(), EmailAddress::parse);
    errors = points(errors, "phones", phones(), PhoneNumber::parse);
    if (!clean(zone()).isEmpty() && zoneOf().isEmpty()) {
      errors = errors.and("zone", "clients.form.zone.unknown");
    }
    if (!clean(language()).isEmpty() && languageOf().isEmpty()) {
      errors = errors.and("language", "clients.form.language.unknown");
    }
    return errors;
  }

  /// @throws IllegalStateException when it has not been checked, or in vain
  public ClientDetails details() {
    if (check().any()) {
      throw new IllegalStateException("these details were refused");
    }
    String about = clean(about());
    return new ClientDetails(
        kindOf().orElse(ClientKind.PERSON),
        clean(name()),
        about.isEmpty() ? null : about,
        parsed(emails(), EmailAddress::parse),
        parsed(phones(), PhoneNumber::parse),
        zoneOf().orElse(null),
        languageOf().orElse(null));
  }

  private static FormErrors points(
      FormErrors errors,
      String field,
      @Nullable List<@Nullable String> values,
      Function<String, Optional<?>> parse) {
    List<String> written = written(values);
    if (written.size() > MOST_POINTS) {
      return errors.and(field, "clients.form." + field + ".many", MOST_POINTS);
    }
    return written.stream()
        .filter(value -> parse.apply(value).isEmpty())
        .findFirst()
        .map(wrong -> errors.and(field, "clients.form." + field + ".invalid", wrong))
        .orElse(errors);
  }

  private static <T> List<T> parsed(
      @Nullable List<@Nullable String> values, Function<String, Optional<T>> parse) {
    return written(values).stream().map(parse).flatMap(Optional::stream).toList();
  }

  /// Forms come with empty fields for one more.
  private static List<String> written(@Nullable List<@Nullable String> values) {
    var written = new ArrayList<String>();
    if (values != null) {
      for (String value : values) {
        if (value != null && !value.isBlank()) {
          written.add(value.strip());
        }
      }
    }
    return written;
  }

  private Optional<ClientKind> kindOf() {
    for (ClientKind candidate : ClientKind.values()) {
      if (candidate.word().equals(kind())) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private Optional<ZoneId> zoneOf() {
    String id = clean(zone());
    try {
      return ZoneId.getAvailableZoneIds().contains(id)
          ? Optional.of(ZoneId.of(id))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Optional<Locale> languageOf() {
    try {
      var locale = new Locale.Builder().setLanguageTag(clean(language())).build();
      return locale.getLanguage().isEmpty() ? Optional.empty() : Optional.of(locale);
    } catch (IllformedLocaleException _) {
      return Optional.empty();
    }
  }

  private static String clean(@Nullable String text) {
    return text == null ? "" : Clients.oneLine(text);
  }
}
