package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.decorum.channels.TokenGrant.Provider;
import dev.decorum.channels.imap.ImapFailed;
import dev.decorum.channels.imap.ImapTrouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MailTokensTests {

  private final MailTokens tokens = new MailTokens(JsonMapper.builder().build());
  private final List<String> asked = new ArrayList<>();
  private HttpServer provider;
  private int status = 200;
  private String answer = "{}";

  @BeforeEach
  void startProvider() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/token",
        exchange -> {
          asked.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
          var bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    provider.start();
  }

  @AfterEach
  void stopProvider() {
    provider.stop(0);
    tokens.destroy();
  }

  private TokenGrant grant(String refreshToken) {
    return new TokenGrant(
        Provider.OTHER,
        null,
        URI.create("http://localhost:%d/token".formatted(provider.getAddress().getPort())),
        "our app",
        "s&cret",
        refreshToken);
  }

  private void assertTrouble(ImapTrouble trouble) {
    assertThatThrownBy(() -> tokens.get(grant("r1")))
        .isInstanceOfSatisfying(ImapFailed.class, e -> assertThat(e.trouble()).isEqualTo(trouble));
  }

  @Test
  void exchangesARefreshTokenAndNoticesANewOne() throws Exception {
    answer = "{\"access_token\":\"a1\",\"token_type\":\"Bearer\",\"expires_in\":3599}";
    assertThat(tokens.get(grant("r+1"))).isEqualTo(new MailTokens.Tokens("a1", null));
    assertThat(asked)
        .containsExactly(
            "grant_type=refresh_token&client_id=our+app&client_secret=s%26cret&refresh_token=r%2B1");

    answer = "{\"access_token\":\"a2\",\"refresh_token\":\"r2\"}";
    assertThat(tokens.get(grant("r1"))).isEqualTo(new MailTokens.Tokens("a2", "r2"));
  }

  @Test
  void tellsAGrantThatWasTakenBackFromAProviderThatIsAway() {
    status = 400;
    answer = "{\"error\":\"invalid_grant\"}";
    assertTrouble(ImapTrouble.TOKEN_REFUSED);
    status = 503;
    assertTrouble(ImapTrouble.TOKEN_UNREACHABLE);
    status = 200;
    answer = "not json";
    assertTrouble(ImapTrouble.TOKEN_UNREACHABLE);
    provider.stop(0);
    assertTrouble(ImapTrouble.TOKEN_UNREACHABLE);
  }

  @Test
  void knowsWhereGoogleAndMicrosoftGiveOutTokens() {
    assertThat(TokenGrant.google("app", null, "r").tokens())
        .hasToString("https://oauth2.googleapis.com/token");
    assertThat(TokenGrant.microsoft("brightwater.example", "app", null, "r").tokens())
        .hasToString("https://login.microsoftonline.com/brightwater.example/oauth2/v2.0/token");
    assertThat(TokenGrant.microsoft(null, "app", "s", "r")).hasToString("TokenGrant[microsoft]");
  }
}
