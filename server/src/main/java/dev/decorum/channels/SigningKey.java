package dev.decorum.channels;

import dev.decorum.mail.auth.DkimKey;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A key with which mails of one domain are signed, without its secret half.
///
/// @param recordName where its record belongs in DNS
/// @param record what stands there
/// @param foundAt when the record was last seen there; null: never
public record SigningKey(
    UUID id,
    String selector,
    DkimKey.Kind kind,
    State state,
    String recordName,
    String record,
    Instant createdAt,
    @Nullable Instant foundAt) {

  /// How far a key has come.
  public enum State {
    /// Made; its record is not known to be in DNS.
    PREPARED,
    /// Mails are signed with it.
    SIGNING,
    /// Signed once. Its record has to stay for as long as mails are under way.
    RETIRED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// What DNS says of a key.
  public enum Found {
    /// The record is there; mails are signed from now on.
    THERE,
    MISSING,
    /// There is a record of this name, with another key.
    DIFFERENT,
    /// DNS could not be asked.
    UNKNOWN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[%s]".formatted(id);
  }
}
