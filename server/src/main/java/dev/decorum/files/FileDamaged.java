package dev.decorum.files;

/// A piece of a file is missing or was altered. What was read before is right, the rest is not to
/// be had.
public final class FileDamaged extends RuntimeException {

  FileDamaged(FileId id, String what) {
    super("The file %s is damaged: %s.".formatted(id.id(), what));
  }
}
