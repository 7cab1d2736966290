package dev.decorum.audit;

import dev.decorum.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The keyed digests of entries and links. Their key comes from the vault: who has the database but
/// not the root key can neither make nor mend one.
@Component
class Macs {

  private final Vault vault;

  Macs(Vault vault) {
    this.vault = vault;
  }

  byte[] entry(AuditEntry entry) {
    return vault.digest(
        "audit.entry",
        bytes(
            out -> {
              write(out, entry.id());
              write(out, entry.at());
              write(out, Entries.named(entry.actor().kind()));
              var actor = entry.actor().id();
              out.writeBoolean(actor != null);
              if (actor != null) write(out, actor);
              write(out, entry.action());
              write(out, entry.kind());
              write(out, entry.object());
              out.writeInt(entry.facts().size());
              for (var fact : entry.facts().entrySet()) {
                write(out, fact.getKey());
                write(out, fact.getValue());
              }
            }));
  }

  /// The link that follows `before` and seals an entry.
  Link link(Link before, UUID entry, Instant at, byte[] entryMac) {
    long no = before.no() + 1;
    var mac =
        vault.digest(
            "audit.seal",
            bytes(
                out -> {
                  out.writeLong(no);
                  write(out, before.mac());
                  write(out, entry);
                  write(out, at);
                  write(out, entryMac);
                }));
    return new Link(no, mac);
  }

  private static byte[] bytes(Writing writing) {
    var bytes = new ByteArrayOutputStream(256);
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static void write(DataOutputStream out, Instant at) throws IOException {
    out.writeLong(at.getEpochSecond());
    out.writeInt(at.getNano());
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    write(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }
}
