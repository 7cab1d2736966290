package dev.decorum.channels;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The right to sign in without a password, which a provider gave to an application of the
/// organisation's (OAuth 2.0, a refresh token).
///
/// @param tenant of Microsoft, such as `example.com`; null: whichever the user belongs to
/// @param address of another provider, where tokens are given out; null for known ones
/// @param client the id of the application
/// @param clientSecret null: it has none
/// @param refreshToken null: keep the one that is known
public record TokenGrant(
    Provider provider,
    @Nullable String tenant,
    @Nullable URI address,
    String client,
    @Nullable String clientSecret,
    @Nullable String refreshToken) {

  /// Who gives tokens.
  public enum Provider {
    GOOGLE,
    MICROSOFT,
    OTHER;

    /// The word on the command line and in forms.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when there is none of this word
    public static Provider of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public static TokenGrant google(
      String client, @Nullable String clientSecret, @Nullable String refreshToken) {
    return new TokenGrant(Provider.GOOGLE, null, null, client, clientSecret, refreshToken);
  }

  public static TokenGrant microsoft(
      @Nullable String tenant,
      String client,
      @Nullable String clientSecret,
      @Nullable String refreshToken) {
    return new TokenGrant(Provider.MICROSOFT, tenant, null, client, clientSecret, refreshToken);
  }

  /// Where a refresh token is exchanged for one to sign in with.
  URI tokens() {
    return switch (provider) {
      case GOOGLE -> URI.create("https://oauth2.googleapis.com/token");
      case MICROSOFT ->
          URI.create(
              "https://login.microsoftonline.com/%s/oauth2/v2.0/token"
                  .formatted(tenant == null ? "common" : tenant));
      case OTHER -> {
        if (address == null) throw new IllegalStateException("a provider without an address");
        yield address;
      }
    };
  }

  /// The same with what is known of the same application, where no new right was typed.
  TokenGrant withSecretsOf(@Nullable TokenGrant known) {
    if (known == null
        || refreshToken != null
        || !tokens().equals(known.tokens())
        || !client.equals(known.client())) {
      return this;
    }
    return with(clientSecret == null ? known.clientSecret : clientSecret, known.refreshToken);
  }

  TokenGrant with(@Nullable String clientSecret, @Nullable String refreshToken) {
    return new TokenGrant(provider, tenant, address, client, clientSecret, refreshToken);
  }

  @Override
  public String toString() {
    return "TokenGrant[%s]".formatted(provider.word());
  }
}
