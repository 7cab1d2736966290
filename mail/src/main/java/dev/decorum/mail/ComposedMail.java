package dev.decorum.mail;

import java.util.List;

/// A mail in bytes, ready for SMTP: lines end with CRLF, none is longer than 998 bytes, dots are
/// not stuffed.
///
/// @param recipients of the envelope, without duplicates: To, Cc and Bcc
/// @param needsSmtpUtf8 an address is not ASCII, so the receiving server must offer SMTPUTF8
@SuppressWarnings("ArrayRecordComponent")
public record ComposedMail(
    byte[] bytes, String messageId, List<String> recipients, boolean needsSmtpUtf8) {

  public ComposedMail {
    recipients = List.copyOf(recipients);
  }

  @Override
  public String toString() {
    return "ComposedMail[%d bytes]".formatted(bytes.length);
  }
}
