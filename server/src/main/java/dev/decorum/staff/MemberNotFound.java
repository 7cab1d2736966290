package dev.decorum.staff;

/// There is no such member.
public final class MemberNotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MemberNotFound() {
    super("There is no such member");
  }
}
