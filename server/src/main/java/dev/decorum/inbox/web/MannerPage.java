package dev.decorum.inbox.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.Manner;
import dev.decorum.web.Ui;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How to address a client, and what time it is for them.
public record MannerPage(long no, Client client, Manner manner) {

  public boolean known() {
    return !manner.equals(Manner.UNKNOWN)
        || client.details().zone() != null
        || client.details().language() != null;
  }

  /// The time of day where the client is; null: nobody knows where that is.
  public @Nullable String localTime(Ui ui) {
    ZoneId zone = client.details().zone();
    if (zone == null) {
      return null;
    }
    String id = zone.getId();
    return ui.t(
        "inbox.manner.time",
        LocalTime.ofInstant(ui.now(), zone).toString().substring(0, 5),
        id.substring(id.lastIndexOf('/') + 1).replace('_', ' '));
  }

  public @Nullable String language(Ui ui) {
    var language = client.details().language();
    return language == null ? null : language.getDisplayLanguage(ui.locale());
  }

  /// Whether it is out of their hours now. Nobody knows without hours and a zone.
  public boolean away(Instant now) {
    ZoneId zone = client.details().zone();
    if (zone == null || manner.hours() == null) {
      return false;
    }
    String[] ends = Objects.requireNonNull(manner.hours()).split("-", 2);
    LocalTime there = LocalTime.ofInstant(now, zone);
    return there.isBefore(LocalTime.parse(ends[0])) || !there.isBefore(LocalTime.parse(ends[1]));
  }
}
