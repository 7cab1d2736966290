package dev.decorum.channels;

import dev.decorum.vault.Vault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Addresses to which a mail comes back that cannot be delivered, one for each mail:
/// `help+b.k3…q7@brightwater.example`.
///
/// The token is the mail's row in the outbox with a keyed digest, so nobody else can make one. It
/// says of which mail a notice is, whatever the notice says itself; it opens no conversation to
/// what people write there.
@Component
class BounceAddresses {

  private static final String PREFIX = "b.";
  private static final Pattern IN_ADDRESS =
      Pattern.compile("[^@]+\\+b\\.([a-z2-7]{39})@.+", Pattern.CASE_INSENSITIVE);
  private static final int ID = 16;
  private static final int MAC = 8;

  /// Of the part before the `@` (RFC 5321, 4.5.3.1.1).
  private static final int LONGEST = 64;

  private final Vault vault;

  BounceAddresses(Vault vault) {
    this.vault = vault;
  }

  /// @param mail row of the outbox
  /// @return empty where the mailbox's name leaves no room for it
  Optional<String> of(Mailbox mailbox, UUID mail) {
    var token =
        ByteBuffer.allocate(ID + MAC)
            .putLong(mail.getMostSignificantBits())
            .putLong(mail.getLeastSignificantBits())
            .put(mac(mail))
            .array();
    var address = mailbox.plus(PREFIX + Base32.encode(token));
    return address.lastIndexOf('@') <= LONGEST ? Optional.of(address) : Optional.empty();
  }

  /// The row of the outbox that this address was made for; none when we did not make it.
  Optional<UUID> find(String recipient) {
    var address = IN_ADDRESS.matcher(recipient);
    if (!address.matches()) return Optional.empty();
    return Base32.decode(address.group(1).toLowerCase(Locale.ROOT), ID + MAC).flatMap(this::proved);
  }

  private Optional<UUID> proved(byte[] token) {
    var parts = ByteBuffer.wrap(token);
    var mail = new UUID(parts.getLong(), parts.getLong());
    return MessageDigest.isEqual(Arrays.copyOfRange(token, ID, ID + MAC), mac(mail))
        ? Optional.of(mail)
        : Optional.empty();
  }

  private byte[] mac(UUID mail) {
    return Arrays.copyOf(vault.blindIndex("channels.bounce_address", mail.toString()), MAC);
  }
}
