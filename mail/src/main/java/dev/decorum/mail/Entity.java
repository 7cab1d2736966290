package dev.decorum.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a mail as it was found: a leaf with decoded bytes, or a multipart with children.
final class Entity {
  final Headers headers = new Headers();
  final List<Entity> children = new ArrayList<>();

  /// Lower case, `type/subtype`.
  String type = "text/plain";

  MimeParameters contentType = MimeParameters.NONE;
  MimeParameters disposition = MimeParameters.NONE;
  byte[] bytes = {};

  /// What stands before the first part of a multipart; usually a remark for very old programs.
  byte[] preamble = {};

  /// The name of a file that came out of another; else null.
  private @Nullable String name;

  /// A multipart that was not taken apart, since it is too deep.
  boolean opaque;

  /// A file that was found inside another part.
  static Entity file(String name, String type, @Nullable String contentId, byte[] bytes) {
    var file = new Entity();
    file.name = name;
    file.type = type;
    file.bytes = bytes;
    if (contentId != null) {
      file.headers.add("Content-ID", contentId);
    }
    return file;
  }

  /// A text that was found inside another part.
  static Entity text(String type, String text) {
    var part = new Entity();
    part.type = type;
    part.contentType = MimeParameters.read(type + "; charset=utf-8");
    part.bytes = text.getBytes(StandardCharsets.UTF_8);
    return part;
  }

  boolean isMultipart() {
    return type.startsWith("multipart/") && !opaque;
  }

  boolean isText() {
    return type.equals("text/plain") || type.equals("text/html");
  }

  boolean isAttachment() {
    return disposition.value().equals("attachment");
  }

  /// As claimed, decoded; empty where there is none.
  String claimedName() {
    if (name != null) {
      return name;
    }
    String claim = disposition.get("filename", "");
    return claim.isEmpty() ? contentType.get("name", "") : claim;
  }
}
