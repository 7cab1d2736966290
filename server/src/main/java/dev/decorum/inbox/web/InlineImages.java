package dev.decorum.inbox.web;

import dev.decorum.files.FileId;
import dev.decorum.vault.Vault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Addresses of the images inside a mail, good for a short while.
///
/// The frame that shows a mail sends no cookie, so the address itself is the permission: it is made
/// for somebody who may see the mail, names one file, and cannot be guessed.
@Component
class InlineImages {

  private static final Duration GOOD_FOR = Duration.ofMinutes(15);
  private static final int NAMED = 16 + 8;
  private static final int SIGNATURE = 32;

  private final Vault vault;
  private final Clock clock;

  InlineImages(Vault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  String address(FileId file) {
    byte[] named =
        ByteBuffer.allocate(NAMED)
            .putLong(file.id().getMostSignificantBits())
            .putLong(file.id().getLeastSignificantBits())
            .putLong(clock.instant().plus(GOOD_FOR).getEpochSecond())
            .array();
    byte[] token = ByteBuffer.allocate(NAMED + SIGNATURE).put(named).put(sign(named)).array();
    return "/messages/images/" + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /// The file a token stands for; empty when it is not ours or its time is over.
  Optional<FileId> file(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (bytes.length != NAMED + SIGNATURE) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(bytes);
    byte[] named = new byte[NAMED];
    byte[] signature = new byte[SIGNATURE];
    buffer.get(named).get(signature);
    if (!MessageDigest.isEqual(signature, sign(named))) {
      return Optional.empty();
    }
    var parts = ByteBuffer.wrap(named);
    var id = new UUID(parts.getLong(), parts.getLong());
    Instant until = Instant.ofEpochSecond(parts.getLong());
    return clock.instant().isBefore(until) ? Optional.of(new FileId(id)) : Optional.empty();
  }

  private byte[] sign(byte[] named) {
    return vault.digest("inline-image", named);
  }
}
