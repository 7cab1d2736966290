package dev.decorum.mail.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks the chain of seals of servers that passed a mail on (RFC 8617).
final class Arc {

  private static final int MAX_SETS = 50;

  /// So many seals are checked; each costs a question and a reckoning.
  private static final int MAX_CHECKED = 10;

  /// What one server has added.
  private record Link(RawMail.Field results, RawMail.Field message, RawMail.Field seal) {}

  private final RawMail mail;
  private final Dkim dkim;
  private final Resolver dns;
  private final List<Link> sets = new ArrayList<>();
  private final List<Tags> seals = new ArrayList<>();

  Arc(RawMail mail, Dkim dkim, Resolver dns) {
    this.mail = mail;
    this.dkim = dkim;
    this.dns = dns;
  }

  ArcResult result() {
    List<RawMail.Field> found = mail.fields("arc-seal");
    if (found.isEmpty() && mail.fields("arc-message-signature").isEmpty()) {
      return new ArcResult(ArcResult.State.NONE, List.of());
    }
    if (!collect(found.size())) {
      return new ArcResult(ArcResult.State.FAIL, List.of());
    }
    List<String> sealers = seals.stream().map(Arc::domain).toList();
    try {
      boolean whole = isMessageSigned() && areSealsGood();
      return new ArcResult(whole ? ArcResult.State.PASS : ArcResult.State.FAIL, sealers);
    } catch (ResolverTrouble later) {
      return new ArcResult(ArcResult.State.TEMPORARY_ERROR, sealers);
    }
  }

  private static String domain(Tags tags) {
    return tags.get("d").toLowerCase(Locale.ROOT);
  }

  /// What the first of the trusted servers found, where all that came behind it is trusted, too;
  /// null where nobody is.
  @Nullable Findings trusted(Set<String> sealers) {
    Findings findings = null;
    for (int i = seals.size() - 1; i >= 0; i--) {
      if (!sealers.contains(domain(seals.get(i)))) {
        break;
      }
      findings = Findings.read(sets.get(i).results.value());
    }
    return findings;
  }

  /// All sets, from the first on, each once and each with what it must say of the chain before it.
  private boolean collect(int count) {
    if (count > Math.min(MAX_SETS, MAX_CHECKED)) {
      return false;
    }
    for (int i = 1; i <= count; i++) {
      RawMail.Field results = only("arc-authentication-results", i);
      RawMail.Field message = only("arc-message-signature", i);
      RawMail.Field seal = only("arc-seal", i);
      Tags tags = seal == null ? null : Tags.read(seal.value());
      if (results == null || message == null || seal == null || tags == null) {
        return false;
      }
      String before = tags.get("cv").toLowerCase(Locale.ROOT);
      if (!before.equals(i == 1 ? "none" : "pass")) {
        return false;
      }
      sets.add(new Link(results, message, seal));
      seals.add(tags);
    }
    boolean more =
        mail.fields("arc-message-signature").size() != count
            || mail.fields("arc-authentication-results").size() != count;
    return count > 0 && !more;
  }

  private RawMail.@Nullable Field only(String name, int instance) {
    RawMail.Field only = null;
    for (RawMail.Field field : mail.fields(name)) {
      if (instance(field.value()) == instance) {
        if (only != null) {
          return null;
        }
        only = field;
      }
    }
    return only;
  }

  private static int instance(String value) {
    for (String part : value.split(";")) {
      String tag = part.strip();
      if (tag.startsWith("i=") || tag.startsWith("i =")) {
        String number = tag.substring(tag.indexOf('=') + 1).strip();
        boolean fits =
            !number.isEmpty()
                && number.length() <= 2
                && number.chars().allMatch(Character::isDigit);
        return fits ? Integer.parseInt(number) : -1;
      }
    }
    return -1;
  }

  /// Only the newest signature of the mail must hold: what came before was allowed to change it.
  private boolean isMessageSigned() {
    RawMail.Field field = sets.getLast().message;
    Tags tags = Tags.read(field.value());
    return tags != null
        && Dkim.isAcceptable(tags)
        && !tags.has("l")
        && Signature.listed(tags.get("h"), "from")
        && !Signature.listed(tags.get("h"), "arc-seal")
        && dkim.bodyMatches(tags)
        && Signature.check(dns, tags, dkim.signed(field, tags), false) == Signature.Outcome.VALID;
  }

  private boolean areSealsGood() {
    for (int i = sets.size(); i >= 1; i--) {
      Tags tags = seals.get(i - 1);
      boolean whole =
          !tags.has("h")
              && !tags.packed("b").isEmpty()
              && Names.isHost(domain(tags))
              && Names.isHost(tags.get("s"))
              && Signature.isKnown(tags.get("a").toLowerCase(Locale.ROOT));
      if (!whole || Signature.check(dns, tags, sealed(i), false) != Signature.Outcome.VALID) {
        return false;
      }
    }
    return true;
  }

  /// All sets up to the seal, which stands last and without its signature.
  private String sealed(int instance) {
    var sealed = new StringBuilder();
    for (int i = 1; i <= instance; i++) {
      Link set = sets.get(i - 1);
      sealed.append(Canon.header(set.results, true)).append("\r\n");
      sealed.append(Canon.header(set.message, true)).append("\r\n");
      if (i < instance) {
        sealed.append(Canon.header(set.seal, true)).append("\r\n");
      } else {
        sealed.append(Canon.header(Canon.withoutSignature(set.seal.text()), true));
      }
    }
    return sealed.toString();
  }
}
