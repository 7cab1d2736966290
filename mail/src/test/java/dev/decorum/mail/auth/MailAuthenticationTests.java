package dev.decorum.mail.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailAuthenticationTests {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-03T10:15:00Z"));
  private static final Envelope BY_CLIENT =
      new Envelope(InetAddress.ofLiteral("192.0.2.1"), "mx.client.example", "ann@client.example");
  private static final DkimKey KEY = DkimKey.generate("client.example", "s1", DkimKey.Kind.ED25519);
  private static final DkimKey LIST_KEY =
      DkimKey.generate("lists.example", "s2", DkimKey.Kind.ED25519);

  private final Zone zone =
      new Zone()
          .text("client.example", "v=spf1 ip4:192.0.2.1 -all")
          .text("_dmarc.client.example", "v=DMARC1; p=reject; sp=quarantine")
          .text(KEY.recordName(), KEY.record())
          .text(LIST_KEY.recordName(), LIST_KEY.record());

  private static String mail(String from) {
    return "From: " + from + "\r\nTo: help@desk.example\r\nSubject: Key\r\n\r\nWhere is it?\r\n";
  }

  private Authentication check(String mail, Envelope envelope, Trust trust) {
    return new MailAuthentication(zone, CLOCK, trust)
        .check(mail.getBytes(StandardCharsets.ISO_8859_1), envelope);
  }

  private DmarcResult dmarc(String mail, Envelope envelope) {
    return check(mail, envelope, Trust.nobody()).dmarc();
  }

  @Test
  void aSenderIsKnownByItsServer() {
    DmarcResult result = dmarc(mail("Ann <ann@client.example>"), BY_CLIENT);

    assertThat(result)
        .isEqualTo(
            new DmarcResult(
                "client.example",
                DmarcResult.State.PASS,
                DmarcResult.Policy.REJECT,
                DmarcResult.Proof.SPF));
  }

  @Test
  void aSenderIsKnownByItsSignature() {
    String signed = DkimTests.signed(KEY, mail("ann@client.example"));

    assertThat(dmarc(signed, Envelope.unknown()).proof()).isEqualTo(DmarcResult.Proof.DKIM);
    assertThat(dmarc(signed.replace("Where", "There"), Envelope.unknown()).state())
        .isEqualTo(DmarcResult.State.FAIL);
  }

  @Test
  void aSubdomainBelongsToItsOrganisationUnlessThatIsStrict() {
    String signed = DkimTests.signed(KEY, mail("ann@mail.client.example"));

    assertThat(dmarc(signed, Envelope.unknown()))
        .isEqualTo(
            new DmarcResult(
                "mail.client.example",
                DmarcResult.State.PASS,
                DmarcResult.Policy.QUARANTINE,
                DmarcResult.Proof.DKIM));

    zone.text("_dmarc.mail.client.example", "v=DMARC1; p=none; adkim=s");

    assertThat(dmarc(signed, Envelope.unknown()).state()).isEqualTo(DmarcResult.State.FAIL);
  }

  @Test
  void neighboursBelowAPublicSuffixAreStrangers() {
    DkimKey key = DkimKey.generate("one.co.uk", "s1", DkimKey.Kind.ED25519);
    zone.text(key.recordName(), key.record()).text("_dmarc.two.co.uk", "v=DMARC1; p=none");

    assertThat(Names.organisation("mail.one.co.uk")).isEqualTo("one.co.uk");
    assertThat(dmarc(DkimTests.signed(key, mail("ann@two.co.uk")), Envelope.unknown()).state())
        .isEqualTo(DmarcResult.State.FAIL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: ann@silent.example|NONE",
        "From: ann@client.example~From: bob@client.example|FAIL",
        "From: ann@client.example, bob@else.example|FAIL",
        "From: ann@client.example, bob@client.example|PASS",
        "From: nobody|NONE",
        "Subject: no From|NONE",
        "From: ann@else.example|FAIL"
      })
  void judgesByTheOneDomainInFrom(String header, DmarcResult.State state) {
    zone.text("_dmarc.else.example", "v=DMARC1; p=none");

    assertThat(dmarc(header.replace("~", "\r\n") + "\r\n\r\nx", BY_CLIENT).state())
        .isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=DMARC1; p=none|NONE",
        "v=DMARC1; p=quarantine; pct=20|QUARANTINE",
        "v=DMARC1; rua=mailto:a@b.example|NONE",
        "v=DMARC1;p=reject;|REJECT"
      })
  void readsThePolicy(String record, DmarcResult.Policy policy) {
    zone.text("_dmarc.p.example", record);

    assertThat(dmarc(mail("ann@p.example"), BY_CLIENT).policy()).isEqualTo(policy);
  }

  @Test
  void severalPoliciesOrNoneSayNothing() {
    zone.text("_dmarc.p.example", "v=DMARC1; p=none", "v=DMARC1; p=reject");
    zone.text("_dmarc.q.example", "p=reject; v=DMARC1");

    assertThat(dmarc(mail("ann@p.example"), BY_CLIENT).state()).isEqualTo(DmarcResult.State.NONE);
    assertThat(dmarc(mail("ann@q.example"), BY_CLIENT).state()).isEqualTo(DmarcResult.State.NONE);
  }

  @Test
  void whatDnsDoesNotTellIsNotKnown() {
    zone.silent("txt _dmarc.later.example");
    zone.text("_dmarc.half.example", "v=DMARC1; p=reject").silent("txt half.example");
    var envelope =
        new Envelope(InetAddress.ofLiteral("192.0.2.1"), "mx.half.example", "ann@half.example");

    assertThat(dmarc(mail("ann@later.example"), BY_CLIENT).state())
        .isEqualTo(DmarcResult.State.TEMPORARY_ERROR);
    assertThat(dmarc(mail("ann@half.example"), envelope).state())
        .isEqualTo(DmarcResult.State.TEMPORARY_ERROR);
  }

  @Test
  void aListThatIsTrustedVouchesForWhatItPassesOn() {
    String passedOn = sealed(mail("ann@client.example"), "dmarc=pass header.from=client.example");
    var trusted = new Trust(Set.of("Lists.example"), Set.of());

    Authentication believed = check(passedOn, Envelope.unknown(), trusted);
    Authentication ignored = check(passedOn, Envelope.unknown(), Trust.nobody());
    Authentication changed = check(passedOn.replace("Where", "There"), Envelope.unknown(), trusted);
    Authentication resealed =
        check(
            passedOn.replace("from=client.example", "from=else.example"),
            Envelope.unknown(),
            trusted);

    assertThat(believed.arc().state()).isEqualTo(ArcResult.State.PASS);
    assertThat(believed.arc().sealers()).containsExactly("lists.example");
    assertThat(believed.dmarc().proof()).isEqualTo(DmarcResult.Proof.ARC);
    assertThat(ignored.arc().state()).isEqualTo(ArcResult.State.PASS);
    assertThat(ignored.dmarc().state()).isEqualTo(DmarcResult.State.FAIL);
    assertThat(changed.arc().state()).isEqualTo(ArcResult.State.FAIL);
    assertThat(changed.dmarc().state()).isEqualTo(DmarcResult.State.FAIL);
    assertThat(resealed.arc().state()).isEqualTo(ArcResult.State.FAIL);
  }

  @Test
  void aListVouchesForNothingThatItSawFail() {
    String passedOn = sealed(mail("ann@client.example"), "dmarc=fail header.from=client.example");

    assertThat(
            check(passedOn, Envelope.unknown(), new Trust(Set.of("lists.example"), Set.of()))
                .dmarc()
                .state())
        .isEqualTo(DmarcResult.State.FAIL);
  }

  @Test
  void takesTheWordOfAServerInFrontOnlyWhereItIsTrusted() {
    String mail =
        "Authentication-Results: mx.front.example; spf=pass (says so) smtp.mailfrom=ann@client.example\r\n"
            + mail("ann@client.example");
    String forged =
        "Authentication-Results: mx.front.example; spf=fail smtp.mailfrom=x@else.example\r\n"
            + mail;
    var trusted = new Trust(Set.of(), Set.of("mx.front.example"));

    assertThat(check(mail, Envelope.unknown(), trusted).dmarc().proof())
        .isEqualTo(DmarcResult.Proof.SPF);
    assertThat(check(mail, Envelope.unknown(), Trust.nobody()).dmarc().state())
        .isEqualTo(DmarcResult.State.FAIL);
    assertThat(check(forged, Envelope.unknown(), trusted).dmarc().state())
        .isEqualTo(DmarcResult.State.FAIL);
  }

  @Test
  void asksEachQuestionOnceAndNotMoreThanOneMailIsWorth() {
    String signed = DkimTests.signed(KEY, DkimTests.signed(KEY, mail("ann@client.example")));
    check(signed, BY_CLIENT, Trust.nobody());
    int asked = zone.asked();
    var greedy = new StringBuilder("v=spf1");
    for (int i = 0; i < 9; i++) {
      greedy.append(" mx:m").append(i).append(".example");
      for (int k = 0; k < 10; k++) {
        String host = "h" + k + ".m" + i + ".example";
        zone.mail("m" + i + ".example", host).address(host, "198.51.100.1");
      }
    }
    zone.text("greedy.example", greedy + " -all");

    check(
        mail("ann@client.example"),
        new Envelope(InetAddress.ofLiteral("192.0.2.9"), "h", "a@greedy.example"),
        Trust.nobody());

    assertThat(asked).isEqualTo(3);
    assertThat(zone.asked() - asked).isLessThanOrEqualTo(100);
  }

  /// The mail as a list passes it on, with the first set of ARC.
  private static String sealed(String mail, String findings) {
    String results = "ARC-Authentication-Results: i=1; lists.example; " + findings;
    var raw = new RawMail(DkimTests.latin(mail));
    String unsigned =
        "ARC-Message-Signature: i=1; a=ed25519-sha256; c=relaxed/relaxed; d=lists.example; s=s2; "
            + "h=from:to:subject; bh="
            + Base64.getEncoder().encodeToString(Canon.bodyHash(raw.body(), true))
            + "; b=";
    Tags tags = java.util.Objects.requireNonNull(Tags.read(unsigned.substring(23)));
    String message =
        unsigned
            + signature(
                new Dkim(raw, new Zone(), CLOCK)
                    .signed(new RawMail.Field("arc-message-signature", unsigned), tags));
    String seal = "ARC-Seal: i=1; a=ed25519-sha256; cv=none; d=lists.example; s=s2; b=";
    String sealed =
        Canon.header(results, true)
            + "\r\n"
            + Canon.header(message, true)
            + "\r\n"
            + Canon.header(seal, true);
    return seal + signature(sealed) + "\r\n" + message + "\r\n" + results + "\r\n" + mail;
  }

  private static String signature(String signed) {
    try {
      var signer = java.security.Signature.getInstance("Ed25519");
      signer.initSign(LIST_KEY.signer());
      signer.update(Canon.sha256(signed));
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
