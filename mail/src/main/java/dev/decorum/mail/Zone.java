package dev.decorum.mail;

/// A stretch of [Message#text()], in UTF-16 offsets, end exclusive. Zones begin and end at line
/// starts, follow each other without a gap and cover the whole text.
public record Zone(Kind kind, int start, int end) {

  /// Whose words they are.
  public enum Kind {
    /// Written for this mail.
    NEW,
    /// Repeated from an earlier mail, with the line or block that introduces it.
    QUOTE,
    /// The writer's signature, a device's, or a mailing list's footer.
    SIGNATURE
  }
}
