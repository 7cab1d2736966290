package dev.decorum.clients;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// An address or number is noted for another client already. Whose it is, is not said: the one who
/// asks may not know that client.
public final class ContactPointTaken extends Refusal {

  private final String field;

  /// @param field `emails` or `phones`
  /// @param value as it was written
  ContactPointTaken(String field, String value) {
    super(
        HttpStatus.CONFLICT,
        "client.contact_point_taken",
        "clients.refusal.contact_point_taken",
        value);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
