package dev.decorum.channels.imap;

import java.util.Locale;

/// Why mails cannot be fetched.
public enum ImapTrouble {
  UNKNOWN_HOST(true),
  /// Nothing answers there, or it says no.
  UNREACHABLE(false),
  /// Not to be reached from here by decision.
  FORBIDDEN_HOST(true),
  /// What answers there speaks something else, or will not speak to us.
  NOT_IMAP(true),
  /// No encryption is to be had.
  NO_TLS(true),
  /// Encryption was tried and did not come about.
  TLS_FAILED(true),
  /// The certificate is not valid for this server.
  BAD_CERTIFICATE(true),
  SIGN_IN(true),
  /// The provider gives no access for this refresh token any more.
  TOKEN_REFUSED(true),
  /// The provider that gives access cannot be reached.
  TOKEN_UNREACHABLE(false),
  NO_FOLDER(true),
  /// The account may hold no more.
  FULL(true),
  /// The server asks to come again later.
  BUSY(false),
  /// The line broke in the middle.
  BROKE_OFF(false),
  TOO_SLOW(false),
  /// It refuses what every server can do, or answers what cannot be understood.
  REFUSED(false);

  private final boolean lasting;

  ImapTrouble(boolean lasting) {
    this.lasting = lasting;
  }

  /// Whether it mostly needs a person to end it.
  public boolean lasting() {
    return lasting;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The trouble of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static ImapTrouble of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
