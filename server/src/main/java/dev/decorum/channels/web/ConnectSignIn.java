package dev.decorum.channels.web;

import org.jspecify.annotations.Nullable;

/// What was typed on the last page before both servers are tried. A secret counts before its sealed
/// copy from a try before.
public record ConnectSignIn(
    String user,
    String password,
    String typed,
    String client,
    String tenant,
    String clientSecret,
    String typedClientSecret,
    String refreshToken,
    String typedRefreshToken) {

  public ConnectSignIn {
    user = strip(user);
    password = password == null ? "" : password;
    typed = strip(typed);
    client = strip(client);
    tenant = strip(tenant);
    clientSecret = strip(clientSecret);
    typedClientSecret = strip(typedClientSecret);
    refreshToken = strip(refreshToken);
    typedRefreshToken = strip(typedRefreshToken);
  }

  /// Nothing yet but the user, who mostly has the name of the address.
  static ConnectSignIn of(String user) {
    return new ConnectSignIn(user, "", "", "", "", "", "", "", "");
  }

  private static String strip(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  @Override
  public String toString() {
    return "ConnectSignIn";
  }
}
