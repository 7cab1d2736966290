package dev.decorum.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningTests {

  private static final String KEY =
      Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Curve.write((ECPublicKey) Curve.newPair().getPublic()));
  private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAAA",
        "https://fcm.googleapis.com:443/fcm/send/abc:def?x=1"
      })
  void aPushServiceIsReachedByHttpsUnderAName(String endpoint) {
    assertThat(Listening.checked(endpoint, KEY, AUTH).endpoint()).isEqualTo(endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://push.example.net/send",
        "https://127.0.0.1/send",
        "https://[::1]/send",
        "https://localhost/send",
        "https://169.254.169.254/latest",
        "https://2130706433/send",
        "https://push.example.net:8443/send",
        "https://user:word@push.example.net/send",
        "https://push.example.net",
        "https://push.example.net/send\r\nHost: other",
        "ftp://push.example.net/send",
        "//push.example.net/send"
      })
  void anythingElseIsRefused(String endpoint) {
    assertThatExceptionOfType(PushRefused.class)
        .isThrownBy(() -> Listening.checked(endpoint, KEY, AUTH));
  }

  @Test
  void withoutItsKeysABrowserIsRefused() {
    var endpoint = "https://push.example.net/send";

    for (var keys :
        new String[][] {{KEY, ""}, {KEY, "AAAA"}, {"", AUTH}, {"AAAA", AUTH}, {"?", AUTH}}) {
      assertThatExceptionOfType(PushRefused.class)
          .isThrownBy(() -> Listening.checked(endpoint, keys[0], keys[1]));
    }
    assertThatExceptionOfType(PushRefused.class)
        .isThrownBy(() -> Listening.checked(null, null, null));
  }
}
