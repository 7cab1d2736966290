package dev.decorum.mail.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DkimTests {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-03T10:15:00Z"));

  private static final String MAIL =
      """
      From: Help <help@desk.example>
      To: ann@client.example
      Subject: Room 12
       is warm
      Date: Tue, 3 Mar 2026 10:15:00 +0000
      Message-ID: <m1@desk.example>

      It  works again.\s\s

      Jonas


      """
          .replace("\n", "\r\n");

  /// RFC 8463, appendix A: signed with both algorithms.
  private static final String EXAMPLE =
      """
      DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
       d=football.example.com; i=@football.example.com;
       q=dns/txt; s=brisbane; t=1528637909; h=from : to :
       subject : date : message-id : from : subject : date;
       bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
       b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
       Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
      DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
       d=football.example.com; i=@football.example.com;
       q=dns/txt; s=test; t=1528637909; h=from : to : subject :
       date : message-id : from : subject : date;
       bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
       b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
       DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
       dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
      From: Joe SixPack <joe@football.example.com>
      To: Suzie Q <suzie@shopping.example.net>
      Subject: Is dinner ready?
      Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
      Message-ID: <20030712040037.46341.5F8J@football.example.com>

      Hi.

      We lost the game.  Are you hungry yet?

      Joe.
      """
          .replace("\n", "\r\n");

  private static final Zone EXAMPLE_ZONE =
      new Zone()
          .text(
              "brisbane._domainkey.football.example.com",
              "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
          .text(
              "test._domainkey.football.example.com",
              "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWR"
                  + "iGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutAC"
                  + "DfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3"
                  + "Ip3G+2kryOTIKT+l/K4w3QIDAQAB");

  @Test
  void verifiesTheExamplesOfTheStandard() {
    assertThat(dkim(EXAMPLE, EXAMPLE_ZONE).results())
        .containsExactly(
            new DkimResult("football.example.com", "brisbane", DkimResult.State.PASS),
            new DkimResult("football.example.com", "test", DkimResult.State.PASS));
    assertThat(dkim(EXAMPLE.replace("hungry", "angry"), EXAMPLE_ZONE).results())
        .extracting(DkimResult::state)
        .containsOnly(DkimResult.State.BAD_BODY);
    assertThat(dkim(EXAMPLE.replace("dinner", "supper"), EXAMPLE_ZONE).results())
        .extracting(DkimResult::state)
        .containsOnly(DkimResult.State.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSignedHereIsVerified(DkimKey.Kind kind) {
    DkimKey key = DkimKey.generate("desk.example", "s1", kind);
    Zone zone = new Zone().text(key.recordName(), key.record());
    DkimKey stored = DkimKey.of("desk.example", "s1", kind, key.secret(), key.open());

    String signed = signed(stored, MAIL);

    assertThat(key.recordName()).isEqualTo("s1._domainkey.desk.example");
    assertThat(signed.lines()).allMatch(line -> line.length() <= 78);
    assertThat(state(signed, zone)).isEqualTo(DkimResult.State.PASS);
    assertThat(state(signed.replace("\r\n", "\n"), zone)).isEqualTo(DkimResult.State.PASS);
    assertThat(state(signed.replace("It  works again.  ", "It works\t again."), zone))
        .isEqualTo(DkimResult.State.PASS);
    assertThat(
            state(signed.replace("SUBJECT", "subject").replace("\r\n is warm", " is warm"), zone))
        .isEqualTo(DkimResult.State.PASS);
    assertThat(state(signed.replace("Room 12", "Room 13"), zone))
        .isEqualTo(DkimResult.State.BAD_SIGNATURE);
    assertThat(state("Subject: Another\r\n" + signed, zone))
        .isEqualTo(DkimResult.State.BAD_SIGNATURE);
    assertThat(state("From: mallory@else.example\r\n" + signed, zone))
        .isEqualTo(DkimResult.State.BAD_SIGNATURE);
    assertThat(state("Cc: mallory@else.example\r\n" + signed, zone))
        .isEqualTo(DkimResult.State.BAD_SIGNATURE);
    assertThat(state(signed + "Added.", zone)).isEqualTo(DkimResult.State.BAD_BODY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=DKIM1; p=|NO_USABLE_KEY",
        "v=DKIM1; k=ed25519; p=KEY|NO_USABLE_KEY",
        "v=DKIM1; k=rsa; h=sha1; p=KEY|NO_USABLE_KEY",
        "v=DKIM1; k=rsa; s=chat; p=KEY|NO_USABLE_KEY",
        "v=DKIM2; k=rsa; p=KEY|NO_USABLE_KEY",
        "v=DKIM1; k=rsa; p=!!|NO_USABLE_KEY",
        "nothing|NO_USABLE_KEY",
        "k=rsa; p=KEY|PASS",
        "v=DKIM1; h=sha1:sha256; s=email; t=s; p=KEY|PASS",
        "v=DKIM1; n=a note; p=KEY;|PASS"
      })
  void readsTheKeysOfDomains(String record, DkimResult.State state) {
    DkimKey key = DkimKey.generate("desk.example", "s1", DkimKey.Kind.RSA);
    String encoded = key.record().substring(key.record().indexOf("p=") + 2);
    Zone zone = new Zone().text(key.recordName(), record.replace("KEY", encoded));

    assertThat(state(signed(key, MAIL), zone)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=rsa-sha256|a=rsa-sha1|NOT_ACCEPTED",
        "v=1|v=2|NOT_ACCEPTED",
        "h=from|h=xfrom|NOT_ACCEPTED",
        "c=relaxed/relaxed|c=relaxed/nothing|NOT_ACCEPTED",
        "d=desk.example|d=desk.example; i=@else.example|NOT_ACCEPTED",
        "t=|l=3; t=|PARTIAL",
        "t=|x=1000; t=|EXPIRED",
        "d=desk.example|d=desk.example; d=else.example|NOT_ACCEPTED",
        "s=s1|s=s2|NO_USABLE_KEY"
      })
  void doesNotAcceptWhatProvesTooLittle(String was, String is, DkimResult.State state) {
    DkimKey key = DkimKey.generate("desk.example", "s1", DkimKey.Kind.RSA);
    Zone zone = new Zone().text(key.recordName(), key.record());
    String signed = signed(key, MAIL);
    int at = signed.indexOf(was);
    String changed = signed.substring(0, at) + is + signed.substring(at + was.length());
    // Where From is left out, it is left out wholly.
    String all =
        was.equals("h=from") ? changed.replace(":from:", ":").replace("xfrom", "to") : changed;

    assertThat(state(all.replace("h=to:from", "h=to"), zone)).isEqualTo(state);
  }

  @Test
  void aWeakKeyProvesNothing() throws Exception {
    var generator = java.security.KeyPairGenerator.getInstance("RSA");
    generator.initialize(512);
    var pair = generator.generateKeyPair();
    DkimKey key =
        DkimKey.of(
            "desk.example",
            "s1",
            DkimKey.Kind.RSA,
            pair.getPrivate().getEncoded(),
            pair.getPublic().getEncoded());

    assertThat(state(signed(key, MAIL), new Zone().text(key.recordName(), key.record())))
        .isEqualTo(DkimResult.State.NO_USABLE_KEY);
  }

  @Test
  void aKeyThatCannotBeAskedForLeavesItOpen() {
    DkimKey key = DkimKey.generate("desk.example", "s1", DkimKey.Kind.ED25519);

    assertThat(state(signed(key, MAIL), new Zone().silent("txt " + key.recordName())))
        .isEqualTo(DkimResult.State.KEY_NOT_KNOWN);
  }

  @Test
  void looksAtTenSignaturesAtMost() {
    assertThat(dkim("DKIM-Signature: v=1\r\n".repeat(50) + MAIL, new Zone()).results()).hasSize(10);
  }

  @Test
  void simpleFormsKeepEveryBlank() {
    assertThat(Canon.header("Subject:  Room\r\n 12 ", false)).isEqualTo("Subject:  Room\r\n 12 ");
    assertThat(Canon.header("Subject :  Room\r\n\t 12 ", true)).isEqualTo("subject:Room 12");
    assertThat(Canon.bodyHash(latin("\r\n\r\n"), false)).isEqualTo(Canon.sha256("\r\n"));
    assertThat(Canon.bodyHash(latin(""), false)).isEqualTo(Canon.sha256("\r\n"));
    assertThat(Canon.bodyHash(latin(""), true)).isEqualTo(Canon.sha256(""));
    assertThat(Canon.bodyHash(latin(" C \r\nD \t E\r\n\r\n\r\n"), true))
        .isEqualTo(Canon.sha256(" C\r\nD E\r\n"));
    assertThat(Canon.bodyHash(latin(" C \r\nD \t E\r\n\r\n\r\n"), false))
        .isEqualTo(Canon.sha256(" C \r\nD \t E\r\n"));
  }

  private static Dkim dkim(String mail, Resolver dns) {
    return new Dkim(new RawMail(latin(mail)), dns, CLOCK);
  }

  private static DkimResult.State state(String mail, Resolver dns) {
    return dkim(mail, dns).results().getFirst().state();
  }

  static String signed(DkimKey key, String mail) {
    return new String(new DkimSigner(key, CLOCK).sign(latin(mail)), StandardCharsets.ISO_8859_1);
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
