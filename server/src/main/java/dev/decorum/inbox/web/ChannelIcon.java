package dev.decorum.inbox.web;

import dev.decorum.clients.Channel;

/// The picture that stands for a channel. It never stands alone: the word is beside it or its
/// label.
public final class ChannelIcon {

  private ChannelIcon() {}

  public static String of(Channel channel) {
    return switch (channel) {
      case EMAIL -> "mail";
      case PHONE -> "phone";
      case CHAT -> "chat";
      case VIDEO -> "video";
      case VISIT -> "visit";
      case SOCIAL -> "social";
      case WEB -> "globe";
    };
  }
}
