package dev.decorum.mail;

/// A stretch of [Message#text()], in UTF-16 offsets, end exclusive. Zones begin and end at line
/// starts, follow each other without a gap and cover the whole text.
public record Zone(Kind kind, int start, int end) {

  /// Whose words they are.
  public enum Kind {
    /// Written for this mail.
    NEW,
    /// Repeated from an earlier mail.
    QUOTE,
    /// What introduces an earlier mail: `On Monday Ann wrote:`, a block of headers, a line of
    /// dashes.
    HEADER,
    /// A mail of somebody else that the writer passes on.
    FORWARDED,
    /// The writer's signature, a device's, or a mailing list's footer.
    SIGNATURE,
    /// A notice of confidentiality and the like.
    DISCLAIMER
  }
}
