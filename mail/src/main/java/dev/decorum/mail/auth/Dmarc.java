package dev.decorum.mail.auth;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the domain in `From` says of how its mail is to be known, and whether this one is.
final class Dmarc {

  private final String from;
  private final @Nullable Tags policy;
  private final boolean inherited;

  private Dmarc(String from, @Nullable Tags policy, boolean inherited) {
    this.from = from;
    this.policy = policy;
    this.inherited = inherited;
  }

  /// @throws ResolverTrouble where it cannot be asked for
  static Dmarc of(Resolver dns, String from) {
    Tags own = record(dns, from);
    String organisation = Names.organisation(from);
    if (own != null || organisation.equals(from)) {
      return new Dmarc(from, own, false);
    }
    return new Dmarc(from, record(dns, organisation), true);
  }

  private static @Nullable Tags record(Resolver dns, String domain) {
    List<String> records =
        dns.text("_dmarc." + domain).stream()
            .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("v=dmarc1"))
            .toList();
    // Several say nothing (RFC 7489, 6.6.3).
    Tags tags = records.size() == 1 ? Tags.read(records.getFirst()) : null;
    boolean version =
        tags != null && tags.first().equals("v") && tags.get("v").equalsIgnoreCase("DMARC1");
    return version && tags != null && (tags.has("p") || tags.has("rua")) ? tags : null;
  }

  boolean isPublished() {
    return policy != null;
  }

  DmarcResult.@Nullable Policy policy() {
    if (policy == null) {
      return null;
    }
    String asked = inherited ? policy.get("sp", policy.get("p")) : policy.get("p");
    return switch (asked.toLowerCase(Locale.ROOT)) {
      case "reject" -> DmarcResult.Policy.REJECT;
      case "quarantine" -> DmarcResult.Policy.QUARANTINE;
      default -> DmarcResult.Policy.NONE;
    };
  }

  /// Whether a signature of the domain speaks for `From`.
  boolean alignsWithSigner(String domain) {
    return aligns(domain, "adkim");
  }

  /// Whether a sender of the domain speaks for `From`.
  boolean alignsWithSender(String domain) {
    return aligns(domain, "aspf");
  }

  private boolean aligns(String domain, String tag) {
    boolean strict = policy != null && policy.get(tag).equalsIgnoreCase("s");
    return strict
        ? domain.equals(from)
        : !domain.isEmpty() && Names.organisation(domain).equals(Names.organisation(from));
  }
}
