package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.channels.TokenGrant.Provider;
import dev.decorum.channels.imap.ImapFailed;
import dev.decorum.channels.imap.ImapTrouble;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MailTokensTests {

  private final MailTokens tokens = new MailTokens(JsonMapper.builder().build());
  private TokenProvider provider;

  @BeforeEach
  void startProvider() throws IOException {
    provider = new TokenProvider("{}");
  }

  @AfterEach
  void stopProvider() {
    provider.close();
    tokens.destroy();
  }

  private TokenGrant grant(String refreshToken) {
    return new TokenGrant(
        Provider.OTHER, null, provider.address(), "our app", "s&cret", refreshToken);
  }

  private void assertTrouble(ImapTrouble trouble) {
    assertThatThrownBy(() -> tokens.get(grant("r1")))
        .isInstanceOfSatisfying(ImapFailed.class, e -> assertThat(e.trouble()).isEqualTo(trouble));
  }

  @Test
  void exchangesARefreshTokenAndNoticesANewOne() throws Exception {
    provider.answer(200, "{\"access_token\":\"a1\",\"token_type\":\"Bearer\",\"expires_in\":3599}");
    assertThat(tokens.get(grant("r+1"))).isEqualTo(new MailTokens.Tokens("a1", null));
    assertThat(provider.asked())
        .containsExactly(
            "grant_type=refresh_token&client_id=our+app&client_secret=s%26cret&refresh_token=r%2B1");

    provider.answer(200, "{\"access_token\":\"a2\",\"refresh_token\":\"r2\"}");
    assertThat(tokens.get(grant("r1"))).isEqualTo(new MailTokens.Tokens("a2", "r2"));
  }

  @Test
  void tellsAGrantThatWasTakenBackFromAProviderThatIsAway() {
    provider.answer(400, "{\"error\":\"invalid_grant\"}");
    assertTrouble(ImapTrouble.TOKEN_REFUSED);
    provider.answer(503, "{}");
    assertTrouble(ImapTrouble.TOKEN_UNREACHABLE);
    provider.answer(200, "not json");
    assertTrouble(ImapTrouble.TOKEN_UNREACHABLE);
    provider.close();
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
