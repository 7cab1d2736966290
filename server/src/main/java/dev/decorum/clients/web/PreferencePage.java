package dev.decorum.clients.web;

import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.clients.Formality;
import dev.decorum.clients.Preference;
import dev.decorum.clients.PreferenceInput;
import dev.decorum.clients.PreferenceKind;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The form for one entry among a client's preferences.
///
/// @param entry the one that is changed; null: a new one
/// @param input what stands in the form
public record PreferencePage(
    Client client,
    PreferenceKind kind,
    @Nullable UUID entry,
    PreferenceInput input,
    LocalDate today,
    FormErrors errors) {

  /// Something to choose, and its word in the form.
  public record Choice(String value, String label) {}

  public String value() {
    return or(input.value(), "");
  }

  public String from() {
    return or(input.from(), "");
  }

  public String to() {
    return or(input.to(), "");
  }

  public String source() {
    return or(input.source(), Preference.Source.CLIENT.word());
  }

  public String saidBy() {
    return or(input.saidBy(), "");
  }

  public String saidOn() {
    return or(input.saidOn(), today.toString());
  }

  public String purpose(Ui ui) {
    return or(input.purpose(), ui.t("clients.preference.purpose." + kind.word()));
  }

  public boolean consent() {
    return Boolean.TRUE.equals(input.consent());
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  public List<Preference.Source> sources() {
    return List.of(Preference.Source.values());
  }

  /// Few things to choose from, side by side; empty for kinds that are chosen or typed otherwise.
  public List<Choice> few(Ui ui) {
    return switch (kind) {
      case FORMALITY -> Arrays.stream(Formality.values()).map(f -> choice(f.word(), ui)).toList();
      case CHANNEL -> Arrays.stream(Channel.values()).map(c -> choice(c.word(), ui)).toList();
      case NAME_TO_USE,
          PRONUNCIATION,
          PRONOUNS,
          LANGUAGE,
          HOURS,
          ZONE,
          COUNTRY,
          ACCESSIBILITY,
          PERSON,
          CULTURE ->
          List.of();
    };
  }

  /// Many things to choose from, in a list.
  public List<Choice> many(Ui ui) {
    return switch (kind) {
      case LANGUAGE ->
          EditPage.languages(input.value()).stream().map(tag -> choice(tag, ui)).toList();
      case COUNTRY ->
          Arrays.stream(Locale.getISOCountries())
              .map(code -> choice(code, ui))
              .sorted(Comparator.comparing(Choice::label))
              .toList();
      case NAME_TO_USE,
          PRONUNCIATION,
          PRONOUNS,
          FORMALITY,
          CHANNEL,
          HOURS,
          ZONE,
          ACCESSIBILITY,
          PERSON,
          CULTURE ->
          List.of();
    };
  }

  private Choice choice(String value, Ui ui) {
    return new Choice(value, PreferenceLine.text(kind, value, ui));
  }

  public List<String> zones() {
    return kind == PreferenceKind.ZONE ? EditPage.allZones() : List.of();
  }
}
