package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.Preference;
import dev.decorum.clients.PreferenceKind;
import dev.decorum.web.Ui;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a client wants to be treated, each entry with where it comes from.
public record PreferencesPage(ClientHead head, List<PreferenceLine> lines) {

  public PreferencesPage {
    lines = List.copyOf(lines);
  }

  public Client client() {
    return head.client();
  }

  public List<PreferenceKind> kinds(PreferenceKind.Group group) {
    return Arrays.stream(PreferenceKind.values()).filter(kind -> kind.group() == group).toList();
  }

  /// The entries of a kind. One that says something else than the client's record does is not
  /// shown: the record was changed after it.
  public List<PreferenceLine> of(PreferenceKind kind) {
    String recorded = recorded(kind);
    return lines.stream()
        .filter(line -> line.entry().kind() == kind)
        .filter(line -> !onRecord(kind) || line.entry().value().equals(recorded))
        .toList();
  }

  /// What the client's record says of it, when no entry does; null: nothing.
  public @Nullable String recorded(PreferenceKind kind, Ui ui) {
    String value = recorded(kind);
    return value == null || !of(kind).isEmpty() ? null : PreferenceLine.text(kind, value, ui);
  }

  private static boolean onRecord(PreferenceKind kind) {
    return kind == PreferenceKind.ZONE || kind == PreferenceKind.LANGUAGE;
  }

  private @Nullable String recorded(PreferenceKind kind) {
    ZoneId zone = client().details().zone();
    Locale language = client().details().language();
    return switch (kind) {
      case ZONE -> zone == null ? null : zone.getId();
      case LANGUAGE -> language == null ? null : language.toLanguageTag();
      case NAME_TO_USE,
          PRONUNCIATION,
          PRONOUNS,
          FORMALITY,
          CHANNEL,
          HOURS,
          COUNTRY,
          ACCESSIBILITY,
          PERSON,
          CULTURE ->
          null;
    };
  }

  /// Where an entry is noted or changed.
  public String url(PreferenceKind kind, @Nullable Preference entry) {
    String address = "/clients/" + client().no() + "/preferences/" + kind.word();
    return entry == null || !kind.many() ? address : address + "?entry=" + entry.id();
  }
}
