package dev.decorum.templates;

/// A template as somebody would find it in a message, with what nobody could fill in left open.
public record Preview(Voice voice, String text, Suits suits) {

  /// How well the best variant there is suits its reader.
  public enum Suits {
    YES,
    /// They are addressed otherwise than they want to be.
    OTHER_FORMALITY,
    OTHER_LANGUAGE
  }
}
