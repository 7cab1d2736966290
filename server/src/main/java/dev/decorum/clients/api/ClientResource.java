package dev.decorum.clients.api;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientDetails;
import dev.decorum.clients.ClientKind;
import dev.decorum.clients.EmailAddress;
import dev.decorum.clients.PhoneNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client as the API answers it. Fields are kept stable.
record ClientResource(
    long no,
    String name,
    ClientKind kind,
    @Nullable String about,
    List<String> emails,
    List<String> phones,
    @Nullable String zone,
    @Nullable String language,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  static ClientResource of(Client client) {
    ClientDetails details = client.details();
    return new ClientResource(
        client.no(),
        details.name(),
        details.kind(),
        details.about(),
        details.emails().stream().map(EmailAddress::value).toList(),
        details.phones().stream().map(PhoneNumber::value).toList(),
        details.zone() == null ? null : details.zone().getId(),
        details.language() == null ? null : details.language().toLanguageTag(),
        client.createdAt(),
        client.updatedAt(),
        client.version());
  }
}
