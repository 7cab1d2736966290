package dev.decorum.clients;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// Where in the list of clients one reads on: after this client, towards those changed earlier.
record ClientPlace(Instant updatedAt, UUID id) {

  private static final int BYTES = 3 * Long.BYTES;

  /// The form that goes through addresses. It says nothing that the list has not shown.
  String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
  }

  static Optional<ClientPlace> of(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length != BYTES) {
        return Optional.empty();
      }
      var fields = ByteBuffer.wrap(bytes);
      return Optional.of(
          new ClientPlace(
              Instant.EPOCH.plus(fields.getLong(), ChronoUnit.MICROS),
              new UUID(fields.getLong(), fields.getLong())));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
