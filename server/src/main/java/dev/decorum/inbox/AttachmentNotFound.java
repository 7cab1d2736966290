package dev.decorum.inbox;

/// There is no such file, or the viewer may not see where it belongs.
public final class AttachmentNotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AttachmentNotFound() {
    super("No such attachment");
  }
}
