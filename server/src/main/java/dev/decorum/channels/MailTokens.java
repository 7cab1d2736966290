package dev.decorum.channels;

import dev.decorum.channels.imap.ImapFailed;
import dev.decorum.channels.imap.ImapTrouble;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Exchanges refresh tokens for tokens to sign in with (RFC 6749, 6). Each connection asks for one
/// of its own: servers look at a token at sign-in only.
@Component
class MailTokens implements DisposableBean {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int LONGEST_ANSWER = 64 * 1024;

  private final JsonMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  MailTokens(JsonMapper json) {
    this.json = json;
  }

  /// @param access to sign in with, now
  /// @param refresh the new one, to be used from now on; null: the old one stays good
  record Tokens(String access, @Nullable String refresh) {}

  /// @throws ImapFailed when the provider gives none
  Tokens get(TokenGrant grant) throws ImapFailed {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "refresh_token");
    form.put("client_id", grant.client());
    if (grant.clientSecret() != null) form.put("client_secret", grant.clientSecret());
    if (grant.refreshToken() == null) throw new ImapFailed(ImapTrouble.TOKEN_REFUSED);
    form.put("refresh_token", grant.refreshToken());
    var request =
        HttpRequest.newBuilder(grant.tokens())
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        if (answer.statusCode() == 200) return read(body.readNBytes(LONGEST_ANSWER));
        throw new ImapFailed(
            answer.statusCode() == 400 || answer.statusCode() == 401
                ? ImapTrouble.TOKEN_REFUSED
                : ImapTrouble.TOKEN_UNREACHABLE);
      }
    } catch (ImapFailed e) {
      throw e;
    } catch (IOException e) {
      throw new ImapFailed(ImapTrouble.TOKEN_UNREACHABLE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImapFailed(ImapTrouble.TOKEN_UNREACHABLE, e);
    }
  }

  private Tokens read(byte[] answer) throws ImapFailed {
    try {
      var tree = json.readTree(answer);
      var access = tree.path("access_token").asString("");
      var refresh = tree.path("refresh_token").asString("");
      if (access.isEmpty()) throw new ImapFailed(ImapTrouble.TOKEN_UNREACHABLE);
      return new Tokens(access, refresh.isEmpty() ? null : refresh);
    } catch (JacksonException e) {
      throw new ImapFailed(ImapTrouble.TOKEN_UNREACHABLE, e);
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> e.getKey() + '=' + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void destroy() {
    http.close();
  }
}
