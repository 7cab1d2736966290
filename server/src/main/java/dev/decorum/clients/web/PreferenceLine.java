package dev.decorum.clients.web;

import dev.decorum.clients.Preference;
import dev.decorum.clients.PreferenceKind;
import dev.decorum.web.Ui;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An entry among a client's preferences, in words.
///
/// @param noter who of us noted it; null: nobody knows the member any more
public record PreferenceLine(Preference entry, @Nullable String noter) {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy");

  /// What the entry says, in the reader's language.
  public String text(Ui ui) {
    return text(entry.kind(), entry.value(), ui);
  }

  static String text(PreferenceKind kind, String value, Ui ui) {
    return switch (kind) {
      case FORMALITY -> ui.t("clients.formality." + value);
      case CHANNEL -> ui.t("clients.reach." + value);
      case LANGUAGE -> Locale.forLanguageTag(value).getDisplayName(ui.locale());
      case COUNTRY -> Locale.of("", value).getDisplayCountry(ui.locale());
      case HOURS -> hours(value);
      case NAME_TO_USE, PRONUNCIATION, PRONOUNS, ZONE, ACCESSIBILITY, PERSON, CULTURE -> value;
    };
  }

  /// `08:00–17:30`.
  static String hours(String value) {
    return value.replace('-', '–');
  }

  /// Who said so, and when.
  public String source(Ui ui) {
    String by = entry.saidBy() == null ? "" : entry.saidBy();
    return ui.t(
        "clients.preference.from." + entry.source().word() + (by.isEmpty() ? "" : ".by"),
        date(entry.saidOn(), ui),
        by);
  }

  public @Nullable String consent(Ui ui) {
    LocalDate on = entry.consentOn();
    return on == null ? null : ui.t("clients.preference.consent.on", date(on, ui));
  }

  private static String date(LocalDate day, Ui ui) {
    return DATE.withLocale(ui.locale()).format(day);
  }
}
