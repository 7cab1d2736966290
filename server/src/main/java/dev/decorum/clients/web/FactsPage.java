package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ContactFigures;
import dev.decorum.web.Ui;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/// What one should know before turning to a client.
public record FactsPage(Client client, ContactFigures figures) {

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
