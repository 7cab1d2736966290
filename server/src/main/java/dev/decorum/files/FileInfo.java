package dev.decorum.files;

/// What is known of a file without opening it.
///
/// @param name as it came, already freed of paths and control characters by whoever stored it
/// @param type the media type that was claimed; never to be trusted for display
/// @param size of the content in bytes
public record FileInfo(FileId id, String name, String type, long size) {

  /// A file's name is personal data and must not reach a log.
  @Override
  public String toString() {
    return "FileInfo[%s, %d bytes]".formatted(id.id(), size);
  }
}
