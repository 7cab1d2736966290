package dev.decorum.inbox.web;

import dev.decorum.clients.Channel;
import dev.decorum.inbox.Kind;
import java.util.Locale;

/// What is written down after speaking with a client, as the form offers it.
public enum ContactKind {
  CALL(Kind.CALL, Channel.PHONE, "phone"),
  VIDEO(Kind.MEETING, Channel.VIDEO, "video"),
  MEETING(Kind.MEETING, Channel.VISIT, "team"),
  VISIT(Kind.VISIT, Channel.VISIT, "visit");

  private final Kind kind;
  private final Channel channel;
  private final String icon;

  ContactKind(Kind kind, Channel channel, String icon) {
    this.kind = kind;
    this.channel = channel;
    this.icon = icon;
  }

  Kind kind() {
    return kind;
  }

  Channel channel() {
    return channel;
  }

  public String icon() {
    return icon;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when there is none of this word
  static ContactKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
