package dev.decorum.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.database.DecorumProperties;
import dev.decorum.live.Live;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Who is told through which browser, with a push service that only remembers.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DatabaseTest
class PushesTests {

  private static final byte[] AUTH = new byte[16];

  @Autowired JdbcClient jdbc;
  @Autowired PushKey keys;
  @Autowired Vault vault;
  @Autowired Staff staff;
  @Autowired Audit audit;
  @Autowired Live live;
  @Autowired MessageSource words;
  @Autowired JsonMapper json;
  @Autowired DecorumProperties properties;
  @Autowired Clock clock;
  @Autowired PlatformTransactionManager transactions;

  private final KeyPair browser = Curve.newPair();
  private final List<Sent> sent = new ArrayList<>();
  private int status = 201;
  private Pushes pushes;
  private Viewer jonas;
  private String unique;

  private record Sent(URI to, Map<String, String> headers, byte[] body) {}

  @BeforeEach
  void someone() {
    unique = RowIds.next().toString().substring(24);
    pushes =
        new Pushes(
            jdbc, keys, vault, staff, audit, live, words, json, properties, clock, this::post);
    jonas = member("jonas");
    allow(true);
  }

  @AfterEach
  void forbid() {
    allow(false);
  }

  private int post(URI to, Map<String, String> headers, byte[] body) throws IOException {
    sent.add(new Sent(to, headers, body));
    if (status == 0) throw new IOException("away");
    return status;
  }

  @Test
  void aBrowserIsToldThatSomethingIsNewAndNothingElse() throws GeneralSecurityException {
    add(jonas, "one");

    assertThat(pushes.test(jonas)).isOne();

    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().to()).isEqualTo(URI.create(endpoint("one")));
    assertThat(sent.getFirst().headers())
        .containsEntry("Content-Encoding", "aes128gcm")
        .containsKeys("TTL", "Topic")
        .hasEntrySatisfying("Authorization", it -> assertThat(it).startsWith("vapid t="));
    assertThat(json.readTree(opened(sent.getFirst().body())))
        .isEqualTo(
            json.readTree(
                "{\"title\":\"Decorum\",\"body\":\"Something is new. Open Decorum to see it.\"}"));
    assertThat(pushes.of(jonas))
        .singleElement()
        .satisfies(one -> assertThat(one.toldAt()).isNotNull())
        .satisfies(one -> assertThat(one.service()).isEqualTo("push.example.net"));
  }

  @Test
  void withoutTheYesOfTheOrganisationNothingIsKeptAndNothingLeaves() {
    add(jonas, "one");

    allow(false);

    assertThat(pushes.of(jonas)).isEmpty();
    assertThat(pushes.openKey()).isEmpty();
    assertThat(pushes.test(jonas)).isZero();
    assertThat(sent).isEmpty();
    assertThatExceptionOfType(PushRefused.class).isThrownBy(() -> add(jonas, "one"));
  }

  @Test
  void aBrowserThatIsGoneIsForgottenAndOneThatIsAwayIsNot() {
    add(jonas, "one");

    for (int away : new int[] {0, 403, 429, 500}) {
      status = away;
      assertThat(pushes.test(jonas)).isZero();
      assertThat(pushes.of(jonas)).hasSize(1);
    }
    status = 410;
    assertThat(pushes.test(jonas)).isZero();

    assertThat(pushes.of(jonas)).isEmpty();
  }

  @Test
  void aBrowserTellsWhoSitsThereNow() {
    var priya = member("priya");
    add(jonas, "one");

    add(priya, "one");

    assertThat(pushes.of(jonas)).isEmpty();
    assertThat(pushes.of(priya)).hasSize(1);
  }

  @Test
  void nobodyHasMoreThanTenAndEverybodyCanRemoveTheirOwnOnly() {
    for (int i = 0; i < Pushes.MOST; i++) add(jonas, "many-" + i);
    assertThatExceptionOfType(PushRefused.class).isThrownBy(() -> add(jonas, "one-more"));
    var one = pushes.of(jonas).getFirst().id();

    tx(() -> pushes.remove(member("priya"), one));
    assertThat(pushes.of(jonas)).hasSize(Pushes.MOST);
    tx(() -> pushes.remove(jonas, one));

    assertThat(pushes.of(jonas)).hasSize(Pushes.MOST - 1);
  }

  @Test
  void whoIsDisabledIsToldNoMore() {
    add(jonas, "one");

    staff.disable(Actor.system(), jonas.id());

    assertThat(pushes.of(jonas)).isEmpty();
  }

  @Test
  void theAddressOfABrowserIsNotReadableInTheDatabase() {
    add(jonas, "hush");

    assertThat(
            jdbc.sql("select b::text from push.browser b where member_id = :member")
                .param("member", jonas.id().id())
                .query(String.class)
                .single())
        .doesNotContain("push.example.net", "hush");
    assertThat(jdbc.sql("select s.secret from push.setting s").query(byte[].class).single())
        .isNotEmpty();
  }

  private void add(Viewer viewer, String which) {
    tx(
        () ->
            pushes.add(
                viewer,
                endpoint(which),
                encoded(Curve.write((ECPublicKey) browser.getPublic())),
                encoded(AUTH)));
  }

  private void allow(boolean wanted) {
    tx(() -> pushes.allow(Actor.system(), wanted));
  }

  private void tx(Runnable work) {
    new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run());
  }

  private String endpoint(String which) {
    return "https://push.example.net/send/%s-%s".formatted(unique, which);
  }

  private Viewer member(String name) {
    var email = name + "-" + unique + "@staff.example";
    var added =
        staff
            .memberByEmail(email)
            .orElseGet(
                () ->
                    staff
                        .add(
                            new NewMember(
                                name, email, Role.AGENT, List.of(), "plum orchard window"))
                        .member());
    return Viewer.of(added, RowIds.next(), ZoneOffset.UTC);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// What the browser reads.
  private String opened(byte[] body) throws GeneralSecurityException {
    byte[] salt = Arrays.copyOf(body, 16);
    byte[] theirs = Arrays.copyOfRange(body, 21, 21 + Curve.POINT);
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(browser.getPrivate());
    agreement.doPhase(Curve.read(theirs), true);
    byte[] shared =
        Sealing.derive(
            agreement.generateSecret(),
            AUTH,
            Sealing.join(
                Sealing.info("WebPush: info"),
                Curve.write((ECPublicKey) browser.getPublic()),
                theirs),
            32);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(
            Sealing.derive(shared, salt, Sealing.info("Content-Encoding: aes128gcm"), 16), "AES"),
        new GCMParameterSpec(
            128, Sealing.derive(shared, salt, Sealing.info("Content-Encoding: nonce"), 12)));
    byte[] text = cipher.doFinal(body, 21 + Curve.POINT, body.length - 21 - Curve.POINT);
    return new String(text, 0, text.length - 1, UTF_8);
  }
}
