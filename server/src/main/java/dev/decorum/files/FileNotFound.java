package dev.decorum.files;

/// There is no such file.
public final class FileNotFound extends RuntimeException {

  FileNotFound(FileId id) {
    super("There is no file %s.".formatted(id.id()));
  }
}
