package dev.decorum.files;

/// A file that was read as a whole.
public record SmallFile(FileId id, String name, byte[] content) {

  @Override
  public String toString() {
    return "SmallFile[%s]".formatted(id);
  }
}
