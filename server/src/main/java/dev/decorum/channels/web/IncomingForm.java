package dev.decorum.channels.web;

/// What is sent from the page about incoming mail. A secret counts before its sealed copy from a
/// try before.
record IncomingForm(
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
    String typedRefreshToken,
    String folder,
    String since,
    String archive,
    String afterwards,
    String target) {

  IncomingForm {
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
    folder = strip(folder);
    since = strip(since);
    archive = strip(archive);
    afterwards = strip(afterwards);
    target = strip(target);
  }

  private static String strip(String text) {
    return text == null ? "" : text.strip();
  }

  @Override
  public String toString() {
    return "IncomingForm";
  }
}
