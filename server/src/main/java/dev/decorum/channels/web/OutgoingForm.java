package dev.decorum.channels.web;

import dev.decorum.channels.OutgoingServer;
import dev.decorum.channels.web.IncomingPage.SignIn;
import dev.decorum.channels.web.IncomingPage.Typed;
import org.jspecify.annotations.Nullable;

/// What is sent from the page of a mailbox about outgoing mail. A secret counts before its sealed
/// copy from a try before.
record OutgoingForm(
    String host,
    String port,
    String tls,
    String by,
    String user,
    String password,
    String typedPassword,
    String client,
    String tenant,
    String clientSecret,
    String typedClientSecret,
    String refreshToken,
    String typedRefreshToken) {

  OutgoingForm {
    host = strip(host);
    port = strip(port);
    tls = strip(tls);
    by = strip(by);
    user = strip(user);
    password = password == null ? "" : password;
    typedPassword = strip(typedPassword);
    client = strip(client);
    tenant = strip(tenant);
    clientSecret = strip(clientSecret);
    typedClientSecret = strip(typedClientSecret);
    refreshToken = strip(refreshToken);
    typedRefreshToken = strip(typedRefreshToken);
  }

  private static String strip(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  OutgoingServer server(Typed secrets) {
    var grant = SignIn.of(by).grant(client, tenant, secrets);
    return new OutgoingServer(
        host,
        ChannelsController.number(port),
        emptyToNull(user),
        grant == null ? emptyToNull(secrets.password()) : null,
        grant,
        ChannelsController.tls(tls),
        false);
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  @Override
  public String toString() {
    return "OutgoingForm";
  }
}
