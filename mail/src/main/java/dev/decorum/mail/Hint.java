package dev.decorum.mail;

/// What the HTML of a mail says about a stretch of its text, in offsets of that text.
record Hint(Kind kind, int start, int end) {

  enum Kind {
    /// Introduces quoted words.
    ATTRIBUTION,
    /// An earlier mail begins and goes on to the end.
    EARLIER,
    SIGNATURE
  }

  Hint shifted(int by) {
    return new Hint(kind, Math.max(0, start + by), Math.max(0, end + by));
  }
}
