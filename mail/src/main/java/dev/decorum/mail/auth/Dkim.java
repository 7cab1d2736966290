package dev.decorum.mail.auth;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Checks the signatures of a mail (RFC 6376, RFC 8463).
final class Dkim {

  private static final int MAX_SIGNATURES = 10;

  private final RawMail mail;
  private final Resolver dns;
  private final Instant now;
  private byte @Nullable [] simpleHash;
  private byte @Nullable [] relaxedHash;

  Dkim(RawMail mail, Resolver dns, InstantSource clock) {
    this.mail = mail;
    this.dns = dns;
    this.now = clock.instant();
  }

  /// One result for each signature, from the top; more than ten are not looked at.
  List<DkimResult> results() {
    return mail.fields("dkim-signature").stream().limit(MAX_SIGNATURES).map(this::result).toList();
  }

  private DkimResult result(RawMail.Field field) {
    Tags tags = Tags.read(field.value());
    if (tags == null) {
      return new DkimResult("", "", DkimResult.State.NOT_ACCEPTED);
    }
    boolean version = tags.get("v").equals("1");
    DkimResult.State state = version ? state(field, tags) : DkimResult.State.NOT_ACCEPTED;
    return new DkimResult(domain(tags), tags.get("s"), state);
  }

  private static String domain(Tags tags) {
    return tags.get("d").toLowerCase(Locale.ROOT);
  }

  private DkimResult.State state(RawMail.Field field, Tags tags) {
    if (!isAcceptable(tags) || !isOwnIdentity(tags) || !Signature.listed(tags.get("h"), "from")) {
      return DkimResult.State.NOT_ACCEPTED;
    }
    long expires = tags.seconds("x");
    if (tags.has("x") && (expires < 0 || expires < now.getEpochSecond())) {
      return DkimResult.State.EXPIRED;
    }
    if (tags.has("l")) {
      return DkimResult.State.PARTIAL;
    }
    if (!bodyMatches(tags)) {
      return DkimResult.State.BAD_BODY;
    }
    try {
      return state(Signature.check(dns, tags, signed(field, tags), isSubdomainIdentity(tags)));
    } catch (ResolverTrouble later) {
      return DkimResult.State.KEY_NOT_KNOWN;
    }
  }

  private static DkimResult.State state(Signature.Outcome outcome) {
    return switch (outcome) {
      case VALID -> DkimResult.State.PASS;
      case INVALID -> DkimResult.State.BAD_SIGNATURE;
      case NO_KEY, REVOKED, WEAK_KEY, WRONG_KEY -> DkimResult.State.NO_USABLE_KEY;
    };
  }

  /// Has all it must have, in a form and with an algorithm that is accepted.
  static boolean isAcceptable(Tags tags) {
    boolean whole =
        !tags.packed("b").isEmpty()
            && !tags.packed("bh").isEmpty()
            && !tags.get("h").isEmpty()
            && Names.isHost(domain(tags))
            && Names.isHost(tags.get("s"));
    return whole
        && Signature.isKnown(tags.get("a").toLowerCase(Locale.ROOT))
        && isKnownCanon(tags.get("c", "simple/simple").toLowerCase(Locale.ROOT))
        && Signature.listed(tags.get("q", "dns/txt"), "dns/txt");
  }

  /// Who the signer says it signs for is within its domain.
  private static boolean isOwnIdentity(Tags tags) {
    String identity = tags.get("i").toLowerCase(Locale.ROOT);
    String host = identity.substring(identity.lastIndexOf('@') + 1);
    return identity.isEmpty() || host.equals(domain(tags)) || host.endsWith("." + domain(tags));
  }

  private static boolean isKnownCanon(String canon) {
    return switch (canon) {
      case "simple",
          "relaxed",
          "simple/simple",
          "simple/relaxed",
          "relaxed/simple",
          "relaxed/relaxed" ->
          true;
      default -> false;
    };
  }

  private static boolean isSubdomainIdentity(Tags tags) {
    String identity = tags.get("i").toLowerCase(Locale.ROOT);
    return !identity.isEmpty()
        && !identity.substring(identity.lastIndexOf('@') + 1).equals(domain(tags));
  }

  boolean bodyMatches(Tags tags) {
    boolean relaxed = tags.get("c").toLowerCase(Locale.ROOT).endsWith("/relaxed");
    try {
      byte[] claimed = Base64.getMimeDecoder().decode(tags.packed("bh"));
      return MessageDigest.isEqual(claimed, bodyHash(relaxed));
    } catch (IllegalArgumentException broken) {
      return false;
    }
  }

  /// Reckoned once, however many signatures there are.
  private byte[] bodyHash(boolean relaxed) {
    byte[] known = relaxed ? relaxedHash : simpleHash;
    if (known == null) {
      known = Canon.bodyHash(mail.body(), relaxed);
      if (relaxed) {
        relaxedHash = known;
      } else {
        simpleHash = known;
      }
    }
    return known;
  }

  /// What the signature was made of: the fields that it names, the last of a name first, and the
  /// field that holds it.
  String signed(RawMail.Field field, Tags tags) {
    boolean relaxed = tags.get("c").toLowerCase(Locale.ROOT).startsWith("relaxed");
    var left = new ArrayList<>(mail.fields());
    left.remove(field);
    var signed = new StringBuilder();
    for (String name : tags.get("h").toLowerCase(Locale.ROOT).split(":")) {
      for (int i = left.size() - 1; i >= 0; i--) {
        if (left.get(i).name().equals(name.strip())) {
          signed.append(Canon.header(left.remove(i), relaxed)).append("\r\n");
          break;
        }
      }
    }
    return signed.append(Canon.header(Canon.withoutSignature(field.text()), relaxed)).toString();
  }
}
