package dev.decorum.clients.web;

import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.clients.ContactFigures;
import dev.decorum.clients.Manner;
import dev.decorum.web.Ui;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one should know before turning to a client.
public record FactsPage(Client client, ContactFigures figures, Manner manner) {

  /// The channel they prefer; without a word on it the one we have an address for. Null: none.
  public @Nullable Channel reach() {
    if (manner.channel() != null) {
      return manner.channel();
    }
    if (!client.details().emails().isEmpty()) {
      return Channel.EMAIL;
    }
    return client.details().phones().isEmpty() ? null : Channel.PHONE;
  }

  /// Where they are reached by that; null: nothing is noted.
  public @Nullable String address() {
    var details = client.details();
    return switch (reach()) {
      case EMAIL -> details.emails().isEmpty() ? null : details.emails().getFirst().value();
      case PHONE, CHAT, VIDEO ->
          details.phones().isEmpty() ? null : details.phones().getFirst().value();
      case VISIT, SOCIAL, WEB -> null;
      case null -> null;
    };
  }

  /// Whether anything is known of how to address them.
  public boolean mannered() {
    return manner.formality() != null || manner.nameToUse() != null;
  }

  /// `Formal, “Dr. Okafor”`.
  public String address(Ui ui) {
    String name = manner.nameToUse();
    String quoted = name == null ? null : ui.t("clients.facts.manner.name", name);
    if (manner.formality() == null) {
      return Objects.requireNonNull(quoted);
    }
    String form = ui.t("clients.formality." + manner.formality().word());
    return quoted == null ? form : form + ", " + quoted;
  }

  /// Language and pronouns, as far as they are known; empty: neither.
  public String speech(Ui ui) {
    return Stream.concat(
            Stream.ofNullable(client.details().language())
                .map(language -> language.getDisplayName(ui.locale())),
            Stream.ofNullable(manner.pronouns()))
        .collect(Collectors.joining(", "));
  }

  /// When they are in, in their own time; null: not known.
  public @Nullable String hours() {
    String hours = manner.hours();
    return hours == null ? null : PreferenceLine.hours(hours);
  }

  /// The time of day where the client is.
  public String localTime(Ui ui) {
    return DateTimeFormatter.ofPattern("HH:mm", ui.locale()).format(there(ui));
  }

  public String localDay(Ui ui) {
    return DateTimeFormatter.ofPattern("EEEE d MMMM", ui.locale()).format(there(ui));
  }

  /// The city that stands for the client's time zone.
  public String place() {
    String id = zone().getId();
    return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
  }

  /// Day and hour for the reader.
  public String moment(Instant at, Ui ui) {
    return DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", ui.locale())
        .format(at.atZone(ui.zone()));
  }

  private ZonedDateTime there(Ui ui) {
    return ui.now().atZone(zone());
  }

  private ZoneId zone() {
    return Objects.requireNonNull(client.details().zone());
  }
}
