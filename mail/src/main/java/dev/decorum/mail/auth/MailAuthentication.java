package dev.decorum.mail.auth;

import dev.decorum.mail.Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds out who really sent a mail.
///
/// Thread-safe where the resolver is. It answers whatever the mail and the domains hold: what DNS
/// does not tell in time counts as not known, never as a proof.
public final class MailAuthentication {

  /// All questions to DNS for one mail.
  private static final Duration TIME = Duration.ofSeconds(20);

  private final Resolver resolver;
  private final InstantSource clock;
  private final Trust trust;

  public MailAuthentication(Resolver resolver, InstantSource clock, Trust trust) {
    this.resolver = resolver;
    this.clock = clock;
    this.trust = trust;
  }

  /// @param raw as it was received, with nothing added above or below but trace fields
  public Authentication check(byte[] raw, Envelope envelope) {
    var mail = new RawMail(raw);
    var dns = new Budget(resolver, clock, TIME);
    var dkim = new Dkim(mail, dns, clock);
    List<DkimResult> signatures = dkim.results();
    SpfResult spf = SpfResult.NOT_CHECKED;
    String spfDomain = "";
    if (envelope.client() != null) {
      var asked = new Spf(dns, envelope.client(), envelope.sender(), envelope.helo());
      spf = asked.result();
      spfDomain = asked.domain();
    } else {
      String found = seenByTrusted(mail);
      spf = found.isEmpty() ? spf : SpfResult.PASS;
      spfDomain = found;
    }
    var arc = new Arc(mail, dkim, dns);
    ArcResult chain = arc.result();
    var proofs = new Proofs(signatures, spf, spfDomain);
    Findings passedOn = chain.state() == ArcResult.State.PASS ? arc.trusted(trust.sealers()) : null;
    return new Authentication(
        spf, spfDomain, signatures, chain, dmarc(mail, dns, proofs, passedOn));
  }

  /// What SPF said to a server in front of us. Only the topmost field of such a server counts:
  /// those below may have come with the mail.
  private String seenByTrusted(RawMail mail) {
    for (RawMail.Field field : mail.fields("authentication-results")) {
      Findings findings = Findings.read(field.value());
      if (trust.servers().contains(findings.server())) {
        return findings.spfPass();
      }
    }
    return "";
  }

  private record Proofs(List<DkimResult> dkim, SpfResult spf, String spfDomain) {

    boolean maySettleLater() {
      return spf == SpfResult.TEMPORARY_ERROR
          || dkim.stream().anyMatch(one -> one.state() == DkimResult.State.KEY_NOT_KNOWN);
    }
  }

  private static DmarcResult dmarc(
      RawMail mail, Resolver dns, Proofs proofs, @Nullable Findings passedOn) {
    Set<String> from = fromDomains(mail);
    if (from.size() != 1) {
      // Who claims to be several is none of them (RFC 7489, 6.6.1).
      DmarcResult.State state = from.isEmpty() ? DmarcResult.State.NONE : DmarcResult.State.FAIL;
      return DmarcResult.of("", state, null);
    }
    String domain = from.iterator().next();
    Dmarc dmarc;
    try {
      dmarc = Dmarc.of(dns, domain);
    } catch (ResolverTrouble later) {
      return DmarcResult.of(domain, DmarcResult.State.TEMPORARY_ERROR, null);
    }
    if (!dmarc.isPublished()) {
      return DmarcResult.of(domain, DmarcResult.State.NONE, null);
    }
    DmarcResult.Proof proof = proof(dmarc, domain, proofs, passedOn);
    if (proof != null) {
      return new DmarcResult(domain, DmarcResult.State.PASS, dmarc.policy(), proof);
    }
    DmarcResult.State state =
        proofs.maySettleLater() ? DmarcResult.State.TEMPORARY_ERROR : DmarcResult.State.FAIL;
    return DmarcResult.of(domain, state, dmarc.policy());
  }

  private static DmarcResult.@Nullable Proof proof(
      Dmarc dmarc, String from, Proofs proofs, @Nullable Findings passedOn) {
    if (proofs.dkim.stream()
        .anyMatch(one -> one.passes() && dmarc.alignsWithSigner(one.domain()))) {
      return DmarcResult.Proof.DKIM;
    }
    if (proofs.spf == SpfResult.PASS && dmarc.alignsWithSender(proofs.spfDomain)) {
      return DmarcResult.Proof.SPF;
    }
    boolean seen =
        passedOn != null
            && (passedOn.dmarcPasses(from)
                || passedOn.dkimPasses().stream().anyMatch(dmarc::alignsWithSigner)
                || dmarc.alignsWithSender(passedOn.spfPass()));
    return seen ? DmarcResult.Proof.ARC : null;
  }

  /// All domains of all `From` fields; a field without an address stands for an empty one.
  private static Set<String> fromDomains(RawMail mail) {
    var domains = new TreeSet<String>();
    List<RawMail.Field> fields = new ArrayList<>(mail.fields("from"));
    for (RawMail.Field field : fields) {
      String value =
          new String(field.value().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      for (Address address : Address.parse(value.replace("\r\n", ""))) {
        String domain = Names.ascii(address.domain());
        if (!domain.isEmpty()) {
          domains.add(domain);
        }
      }
    }
    if (fields.size() > 1) {
      domains.add("");
    }
    return domains;
  }
}
