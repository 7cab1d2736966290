package dev.decorum.mail;

/// An address that cannot stand in a header or an envelope: without `@`, with control characters,
/// spaces or brackets. The message does not repeat it.
public final class UnsendableAddress extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnsendableAddress() {
    super("The address is not one that mail can be sent to or from.");
  }
}
