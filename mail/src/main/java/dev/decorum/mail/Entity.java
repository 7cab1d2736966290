package dev.decorum.mail;

import java.util.ArrayList;
import java.util.List;

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

  /// A multipart that was not taken apart, since it is too deep.
  boolean opaque;

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
    String name = disposition.get("filename", "");
    return name.isEmpty() ? contentType.get("name", "") : name;
  }
}
