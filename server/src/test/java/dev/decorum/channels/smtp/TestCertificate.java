package dev.decorum.channels.smtp;

import java.time.Instant;
import javax.net.ssl.SSLContext;

/// A certificate that nobody signed, made once for all tests.
public final class TestCertificate {

  private static final SSLContext CONTEXT =
      SelfSigned.context(SelfSigned.make("localhost", Instant.parse("2026-11-21T00:00:00Z")));

  private TestCertificate() {}

  public static SSLContext context() {
    return CONTEXT;
  }
}
