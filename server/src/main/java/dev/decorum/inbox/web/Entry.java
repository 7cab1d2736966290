package dev.decorum.inbox.web;

import dev.decorum.clients.Channel;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.RecipientDelivery;
import dev.decorum.inbox.SenderCheck;
import dev.decorum.inbox.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One thing in the thread of a conversation.
public sealed interface Entry {

  UUID id();

  Instant at();

  /// Who said it, in words.
  default String who() {
    return switch (this) {
      case Message message -> message.author();
      case Note note -> note.author();
      case Contact contact -> contact.author() == null ? "" : contact.author();
      case Event _ -> "";
    };
  }

  /// What was said, without quoted text and signature.
  default String words() {
    return switch (this) {
      case Message message -> joined(message.text());
      case Note note -> joined(note.text());
      case Contact contact -> joined(contact.text());
      case Event _ -> "";
    };
  }

  /// As much of it as a line or two hold.
  default String firstWords() {
    String words = words().strip();
    return words.length() <= 160 ? words : words.substring(0, 160) + "…";
  }

  default List<FileLink> attached() {
    return switch (this) {
      case Message message -> message.files();
      case Note note -> note.files();
      case Contact contact -> contact.files();
      case Event _ -> List.of();
    };
  }

  private static String joined(List<Piece> pieces) {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  /// Something said to the client or by the client.
  ///
  /// @param author who wrote it, in words
  /// @param face colours the picture beside it
  /// @param forwarded whether it went to somebody outside, and not to the client
  /// @param to whom it went to, in words; empty when unknown
  /// @param text what is new in it, or its beginning
  /// @param whole everything in it, with quoted text and signature; null: nothing more than `text`,
  ///   or too much for this page
  /// @param more address of all that is in it; null: the page shows it
  /// @param frame address of the formatted text; null: there is none
  /// @param sender who sent it; null: one of us
  /// @param each what became of it for each recipient; empty when the same became of it for all
  /// @param forward address that passes it on; null: that cannot be, or not by the reader
  /// @param leaves the later time at which it will leave; null: none
  /// @param undo address that takes it back; null: too late, or not ours
  /// @param now address that lets it leave at once; null: it does not wait for its time
  /// @param again address that opens a draft with the same content; null: no reason to
  /// @param tones how it sounds
  /// @param advice key of a sentence that proposes what to do; empty when nothing is proposed
  /// @param raise address that raises the priority; null: no reason to
  record Message(
      UUID id,
      Instant at,
      String author,
      UUID face,
      boolean ours,
      boolean forwarded,
      @Nullable Channel channel,
      String to,
      List<Piece> text,
      @Nullable String whole,
      @Nullable String more,
      @Nullable String frame,
      List<FileLink> files,
      Verdict verdict,
      @Nullable Sender sender,
      @Nullable Delivery delivery,
      @Nullable String deliveryReason,
      List<RecipientDelivery> each,
      @Nullable String forward,
      @Nullable Instant leaves,
      @Nullable String undo,
      @Nullable String now,
      @Nullable String again,
      List<Tone> tones,
      String advice,
      @Nullable String raise)
      implements Entry {

    public Message {
      tones = List.copyOf(tones);
      each = List.copyOf(each);
      text = List.copyOf(text);
      files = List.copyOf(files);
    }
  }

  /// Whether the sender is who the message says.
  ///
  /// @param key of the words
  record Sender(SenderCheck check, String key) {}

  /// Something colleagues wrote for each other.
  ///
  /// @param more as in [Message]
  record Note(
      UUID id,
      Instant at,
      String author,
      UUID face,
      List<Piece> text,
      @Nullable String more,
      List<FileLink> files)
      implements Entry {

    public Note {
      text = List.copyOf(text);
      files = List.copyOf(files);
    }
  }

  /// A call, a meeting, a visit or a post.
  ///
  /// @param more as in [Message]
  record Contact(
      UUID id,
      Instant at,
      Kind kind,
      Channel channel,
      @Nullable String author,
      UUID face,
      List<Piece> text,
      @Nullable String more,
      List<FileLink> files)
      implements Entry {

    public Contact {
      text = List.copyOf(text);
      files = List.copyOf(files);
    }
  }

  /// Something that happened to the conversation itself, in one line.
  ///
  /// @param text what was said by that; null: nothing
  /// @param part address that parts what was merged; null: nothing was
  record Event(
      UUID id,
      Instant at,
      String key,
      List<Object> args,
      @Nullable String text,
      @Nullable String part)
      implements Entry {

    public Event {
      args = List.copyOf(args);
    }
  }

  /// A stretch of text; with an address it is a link.
  ///
  /// @param asked whether it is part of a question
  /// @param question follows after it: what ends here; null: none does
  record Piece(String text, @Nullable String href, boolean asked, @Nullable Asked question) {

    Piece(String text, @Nullable String href) {
      this(text, href, false, null);
    }
  }

  /// The number that stands behind a question.
  record Asked(String id, int number, boolean open) {}

  /// How a message sounds, with its words.
  ///
  /// @param key of the word for it
  record Tone(String key, String words) {}

  /// A file to download.
  record FileLink(String name, long size, String url) {}
}
