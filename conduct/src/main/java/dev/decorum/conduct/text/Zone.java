package dev.decorum.conduct.text;

/// What a stretch of a message is there for.
public enum Zone {
  /// `Dear Ms Brandt,` or `Hi Tom!`, the punctuation after it included.
  GREETING,
  /// What the writer has to say.
  BODY,
  /// The earlier message that is answered, with the line that introduces it.
  QUOTED,
  /// Between fences or backticks.
  CODE,
  /// The sign-off (`Kind regards,`), the name and all that stands under it.
  SIGNATURE,
  /// `PS: …`, after the signature.
  POSTSCRIPT
}
