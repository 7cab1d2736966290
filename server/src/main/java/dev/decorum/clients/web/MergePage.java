package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientDetails;
import dev.decorum.clients.MergeField;
import dev.decorum.web.Ui;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Two records side by side, or the search for the second.
///
/// @param query by which the other is looked for
/// @param found clients that could be the other
/// @param other the record to merge with; null: not chosen yet
/// @param refusal why the two cannot become one; a key of a message bundle
public record MergePage(
    Client client,
    String query,
    List<Client> found,
    @Nullable Client other,
    @Nullable String refusal) {

  /// A detail on which the two differ, as both say it.
  public record Difference(MergeField field, String here, String there) {}

  /// What to choose from, in the reader's language.
  public List<Difference> differences(Ui ui) {
    ClientDetails here = client.details();
    ClientDetails there = other == null ? here : other.details();
    return Arrays.stream(MergeField.values())
        .filter(field -> !field.same(here, there))
        .map(field -> new Difference(field, text(field, here, ui), text(field, there, ui)))
        .toList();
  }

  /// Whether the record that was opened says nothing of it, so that the other is the better one.
  public static boolean better(Difference difference) {
    return difference.here().isEmpty();
  }

  private static String text(MergeField field, ClientDetails details, Ui ui) {
    ZoneId zone = details.zone();
    Locale language = details.language();
    String about = details.about();
    return switch (field) {
      case NAME -> details.name();
      case ABOUT -> about == null ? "" : about;
      case EMAIL -> details.emails().isEmpty() ? "" : details.emails().getFirst().value();
      case PHONE -> details.phones().isEmpty() ? "" : details.phones().getFirst().value();
      case ZONE -> zone == null ? "" : zone.getId();
      case LANGUAGE -> language == null ? "" : language.getDisplayName(ui.locale());
    };
  }

  public MergePage {
    found = List.copyOf(found);
  }
}
