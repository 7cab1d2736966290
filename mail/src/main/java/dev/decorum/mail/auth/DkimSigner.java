package dev.decorum.mail.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Signs mails that leave (RFC 6376, RFC 8463). Thread-safe.
public final class DkimSigner {

  /// Signed once more often than they are there, so that nobody can add another.
  private static final List<String> FIELDS =
      List.of(
          "from",
          "reply-to",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "in-reply-to",
          "references",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "auto-submitted",
          "list-unsubscribe",
          "list-unsubscribe-post");

  private static final int MAX_LINE = 76;

  private final DkimKey key;
  private final InstantSource clock;

  public DkimSigner(DkimKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  /// The mail with its signature on top.
  public byte[] sign(byte[] mail) {
    byte[] field = (field(mail) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] signed = java.util.Arrays.copyOf(field, field.length + mail.length);
    System.arraycopy(mail, 0, signed, field.length, mail.length);
    return signed;
  }

  private String field(byte[] raw) {
    var mail = new RawMail(raw);
    var names = new ArrayList<String>();
    for (String name : FIELDS) {
      mail.fields(name).forEach(field -> names.add(name));
      names.add(name);
    }
    String unsigned =
        "DKIM-Signature: v=1; a="
            + (key.kind() == DkimKey.Kind.RSA ? "rsa-sha256" : "ed25519-sha256")
            + "; c=relaxed/relaxed; d="
            + key.domain()
            + ";\r\n s="
            + key.selector()
            + "; t="
            + clock.instant().getEpochSecond()
            + ";\r\n h="
            + folded(String.join(":", names), ':')
            + ";\r\n bh="
            + Base64.getEncoder().encodeToString(Canon.bodyHash(mail.body(), true))
            + ";\r\n b=";
    Tags tags = java.util.Objects.requireNonNull(Tags.read(unsigned.substring(15)));
    String signed =
        new Dkim(mail, NO_DNS, clock).signed(new RawMail.Field("dkim-signature", unsigned), tags);
    return unsigned + folded(signature(signed), ' ');
  }

  private String signature(String signed) {
    boolean rsa = key.kind() == DkimKey.Kind.RSA;
    try {
      var signer = java.security.Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
      signer.initSign(key.signer());
      signer.update(rsa ? signed.getBytes(StandardCharsets.ISO_8859_1) : Canon.sha256(signed));
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Lines of mail are short; a blank stands for a break anywhere.
  private static String folded(String text, char at) {
    var out = new StringBuilder();
    int line = 4;
    int start = 0;
    while (start < text.length()) {
      int end = at == ' ' ? start + MAX_LINE - line : text.indexOf(at, start) + 1;
      end = end <= start || end > text.length() ? text.length() : end;
      if (line > 4 && line + end - start > MAX_LINE) {
        out.append("\r\n ");
        line = 1;
      }
      out.append(text, start, end);
      line += end - start;
      start = end;
      if (at == ' ' && start < text.length()) {
        out.append("\r\n ");
        line = 1;
      }
    }
    return out.toString();
  }

  private static final Resolver NO_DNS =
      new Resolver() {
        @Override
        public List<String> text(String name) {
          return List.of();
        }

        @Override
        public List<java.net.InetAddress> addresses(String name, boolean version6) {
          return List.of();
        }

        @Override
        public List<String> mailHosts(String name) {
          return List.of();
        }

        @Override
        public List<String> names(java.net.InetAddress address) {
          return List.of();
        }
      };
}
