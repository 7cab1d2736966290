package dev.decorum.templates;

/// What is known around a message, to be filled in.
///
/// @param reference of the conversation, such as `#1042`
public record Known(
    Reader reader, String reference, String subject, String myName, String organisation) {

  /// Blank when it is not known.
  String of(Field field) {
    return switch (field) {
      case CLIENT_NAME -> reader.name();
      case NAME_TO_USE -> reader.greeted();
      case REFERENCE -> reference;
      case SUBJECT -> subject;
      case MY_NAME -> myName;
      case ORGANISATION -> organisation;
    };
  }
}
