package dev.decorum.mail;

import java.util.Locale;
import java.util.Map;

/// Media types as senders claim them.
final class MediaTypes {

  static final String UNKNOWN = "application/octet-stream";

  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("text/plain", "txt"),
          Map.entry("text/html", "html"),
          Map.entry("text/calendar", "ics"),
          Map.entry("text/csv", "csv"),
          Map.entry("text/vcard", "vcf"),
          Map.entry("image/jpeg", "jpg"),
          Map.entry("image/png", "png"),
          Map.entry("image/gif", "gif"),
          Map.entry("image/webp", "webp"),
          Map.entry("application/pdf", "pdf"),
          Map.entry("application/zip", "zip"),
          Map.entry("application/ms-tnef", "dat"),
          Map.entry("application/pkcs7-mime", "p7m"),
          Map.entry("application/pgp-signature", "asc"),
          Map.entry("application/pkcs7-signature", "p7s"),
          Map.entry("message/rfc822", "eml"),
          Map.entry("message/global", "eml"),
          Map.entry("message/delivery-status", "txt"),
          Map.entry("text/rfc822-headers", "txt"));

  private MediaTypes() {}

  /// `type/subtype` in lower case; octets where the claim is none.
  static String clean(String claim) {
    int end = claim.indexOf(';');
    String told = (end < 0 ? claim : claim.substring(0, end)).strip();
    // Some forget the semicolon before a parameter.
    int blank = told.indexOf(' ');
    boolean parameter = blank > 0 && told.indexOf('=', blank) > 0;
    String type = (parameter ? told.substring(0, blank) : told).toLowerCase(Locale.ROOT);
    int slash = type.indexOf('/');
    return type.length() <= 127
            && slash > 0
            && slash < type.length() - 1
            && type.indexOf('/', slash + 1) < 0
            && type.chars().allMatch(MediaTypes::isTypeCharacter)
        ? type
        : UNKNOWN;
  }

  static String extension(String type) {
    return EXTENSIONS.getOrDefault(type, "bin");
  }

  private static boolean isTypeCharacter(int c) {
    return c == '/'
        || c == '.'
        || c == '+'
        || c == '-'
        || c == '_'
        || c == '!'
        || c == '#'
        || c == '$'
        || c == '&'
        || c == '^'
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9');
  }
}
