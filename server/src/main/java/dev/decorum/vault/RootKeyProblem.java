package dev.decorum.vault;

/// The root key is missing, wrong or unreadable, so nothing can be opened and the server must not
/// start. The message is one sentence for the operator that says what to do; the command line
/// prints it and exits with 2.
public final class RootKeyProblem extends RuntimeException {

  public RootKeyProblem(String message) {
    super(message);
  }
}
