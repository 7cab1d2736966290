package dev.decorum.mail;

/// What a [Message] does not show of a mail although it is there.
public enum Notice {
  /// The text is longer than is shown; the whole is among the attachments.
  TEXT_CUT,
  /// The HTML is too large or has too many links to be shown; the whole is among the attachments.
  HTML_LEFT_OUT,
  /// Parts below the greatest depth are not taken apart; they stand as one attachment.
  DEPTH_CUT
}
