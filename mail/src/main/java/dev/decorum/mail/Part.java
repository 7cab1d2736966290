package dev.decorum.mail;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file in a mail, coming or going.
///
/// The name is safe to show and to offer for download: no path, no control or invisible characters,
/// at most 255 bytes; it is never a place to write to. `type` is in lower case without parameters,
/// as the sender claims it. `contentId` has no angle brackets. `inline` parts are shown by the HTML
/// text, which refers to them as `cid:contentId`. The bytes are shared, not copied: do not change
/// them.
public record Part(
    String name, String type, @Nullable String contentId, boolean inline, byte[] bytes) {

  public Part {
    type = MediaTypes.clean(type);
    name = SafeNames.safe(name, type);
  }

  /// A file to send along.
  public static Part attachment(String name, String type, byte[] bytes) {
    return new Part(name, type, null, false, bytes);
  }

  /// An image that the HTML text shows.
  public static Part inline(String name, String type, String contentId, byte[] bytes) {
    return new Part(name, type, contentId, true, bytes);
  }

  /// In bytes, decoded.
  public int size() {
    return bytes.length;
  }

  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Part that
        && name.equals(that.name)
        && type.equals(that.type)
        && Objects.equals(contentId, that.contentId)
        && inline == that.inline
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, contentId, inline, bytes.length);
  }

  @Override
  public String toString() {
    return "Part[type=%s, size=%d]".formatted(type, bytes.length);
  }
}
