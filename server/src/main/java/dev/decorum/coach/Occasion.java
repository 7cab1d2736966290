package dev.decorum.coach;

import dev.decorum.clients.Client;
import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Review;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.InteractionId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message answers, from whom to whom it goes, and by which guidelines it is read. What the
/// client wrote is read once, however often the message changes.
final class Occasion {

  /// A message of the client in [Context#clientMessage].
  ///
  /// @param start where it begins there
  record Heard(InteractionId message, int start, int end) {}

  private record Ready(List<String> others, Conduct.Draft draft) {}

  private final @Nullable ConversationId conversation;
  private final @Nullable Client client;
  private final Loaded guidelines;
  private final Context context;
  private final List<Heard> heard;
  private volatile @Nullable Ready ready;

  /// @param conversation null: it begins with the message
  /// @param client null: nobody we know
  Occasion(
      @Nullable ConversationId conversation,
      @Nullable Client client,
      Loaded guidelines,
      Context context,
      List<Heard> heard) {
    this.conversation = conversation;
    this.client = client;
    this.guidelines = guidelines;
    this.context = context;
    this.heard = List.copyOf(heard);
  }

  @Nullable ConversationId conversation() {
    return conversation;
  }

  @Nullable Client client() {
    return client;
  }

  Context context() {
    return context;
  }

  /// Whether all guidelines can be used.
  boolean whole() {
    return guidelines.leftOut().isEmpty();
  }

  List<Heard> heard() {
    return heard;
  }

  /// What a text promises if it is sent at some time.
  List<Commitment> promises(String text, ZonedDateTime sentAt) {
    return guidelines
        .conduct()
        .review(text, Context.sentAt(sentAt).by(context.channel()).in(context.locale()))
        .commitments();
  }

  /// @param others names of other clients that may stand in the text
  Review review(String text, List<String> others) {
    var known = ready;
    if (known == null || !known.others().equals(others)) {
      known =
          new Ready(
              others, guidelines.conduct().draft(context.keeping(others, context.internalNotes())));
      ready = known;
    }
    return known.draft().review(text);
  }
}
