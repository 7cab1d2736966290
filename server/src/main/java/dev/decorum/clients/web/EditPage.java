package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientInput;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The form for a new or a known client.
///
/// @param client null: a new one
/// @param input what stands in the form
/// @param version the one that the form was made for
/// @param changedMeanwhile somebody else saved while this was being typed
/// @param teams those that the client may be left to
public record EditPage(
    @Nullable Client client,
    ClientInput input,
    long version,
    boolean changedMeanwhile,
    List<Team> teams,
    FormErrors errors) {

  private static final List<String> LANGUAGES =
      List.of(
          "ar", "bg", "cs", "da", "de", "el", "en", "en-GB", "en-US", "es", "et", "fa", "fi", "fr",
          "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt",
          "pt-BR", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "ur", "vi", "zh-Hans",
          "zh-Hant");

  public EditPage {
    teams = List.copyOf(teams);
  }

  /// Values of repeated fields, and an empty one for more.
  public List<String> fields(@Nullable List<@Nullable String> values) {
    var fields = new ArrayList<String>();
    if (values != null) {
      values.stream().flatMap(Stream::ofNullable).filter(v -> !v.isBlank()).forEach(fields::add);
    }
    fields.add("");
    return fields;
  }

  /// Language tags to choose from, the present one among them.
  public List<String> languages() {
    return languages(input.language());
  }

  static List<String> languages(@Nullable String present) {
    return Stream.concat(LANGUAGES.stream(), Stream.ofNullable(present))
        .filter(tag -> !tag.isBlank())
        .distinct()
        .toList();
  }

  public static String language(String tag, Locale in) {
    return Locale.forLanguageTag(tag).getDisplayName(in);
  }

  /// Names of time zones, to complete what is typed.
  public List<String> zones() {
    return allZones();
  }

  static List<String> allZones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(id -> id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
        .sorted()
        .toList();
  }
}
