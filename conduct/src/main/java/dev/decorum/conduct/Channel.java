package dev.decorum.conduct;

/// The way a message travels; chat, phone and social posts ask for fewer formalities than a mail.
public enum Channel {
  EMAIL,
  CHAT,
  PHONE,
  SOCIAL
}
