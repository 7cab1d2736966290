package dev.decorum.assistant;

import dev.decorum.assistant.ModelRefused.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A language model that can be asked.
///
/// @param base the address under which `/chat/completions` is found
/// @param name what the endpoint calls it
/// @param key null: none is asked for
/// @param trusted whether it was named on the command line
public record LanguageModel(URI base, String name, @Nullable String key, boolean trusted) {

  private static final int LONGEST_ADDRESS = 500;
  private static final int LARGEST_PORT = 65_535;
  private static final String ENDPOINT = "/chat/completions";
  private static final Pattern HOST =
      Pattern.compile("[\\p{Alnum}]([\\p{Alnum}.-]{0,251}[\\p{Alnum}])?|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,200}");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,1000}");

  /// As somebody typed it.
  ///
  /// @param key blank: none
  /// @throws ModelRefused when there cannot be such a model
  public static LanguageModel of(
      String address, String name, @Nullable String key, boolean trusted) {
    var secret = key == null || key.isBlank() ? null : key.strip();
    if (!NAME.matcher(name.strip()).matches()) throw new ModelRefused(Reason.BAD_NAME);
    if (secret != null && !KEY.matcher(secret).matches()) throw new ModelRefused(Reason.BAD_KEY);
    return new LanguageModel(base(address.strip()), name.strip(), secret, trusted);
  }

  private static URI base(String typed) {
    var address = typed.replaceFirst("/+$", "");
    if (address.endsWith(ENDPOINT)) {
      address = address.substring(0, address.length() - ENDPOINT.length());
    }
    try {
      var uri = new URI(address);
      var scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
      var host = uri.getHost();
      if (address.length() > LONGEST_ADDRESS
          || !scheme.equals("https") && !scheme.equals("http")
          || host == null
          || !HOST.matcher(host).matches()
          || uri.getRawUserInfo() != null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null
          || uri.getPort() == 0
          || uri.getPort() > LARGEST_PORT) {
        throw new ModelRefused(Reason.BAD_ADDRESS);
      }
      return uri;
    } catch (URISyntaxException malformed) {
      throw new ModelRefused(Reason.BAD_ADDRESS);
    }
  }

  /// Where it is asked.
  URI endpoint() {
    return URI.create(base + ENDPOINT);
  }

  /// Whether words travel to it so that nobody on the way can read them.
  boolean encrypted() {
    return "https".equalsIgnoreCase(base.getScheme());
  }

  /// Whether it is asked at the same server as another one.
  boolean sameServer(LanguageModel other) {
    return base.getScheme().equalsIgnoreCase(other.base.getScheme())
        && base.getRawAuthority().equalsIgnoreCase(other.base.getRawAuthority());
  }
}
