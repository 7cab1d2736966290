package dev.decorum.channels;

import dev.decorum.channels.Evidence.Known;
import dev.decorum.channels.Evidence.Nature;
import dev.decorum.channels.Evidence.Sender;
import dev.decorum.channels.Placement.Append;
import dev.decorum.channels.Placement.Attach;
import dev.decorum.channels.Placement.Begin;
import dev.decorum.channels.Placement.Hold;
import dev.decorum.channels.Placement.Note;
import dev.decorum.channels.Placement.Trust;
import dev.decorum.channels.Placement.Why;
import dev.decorum.inbox.ConversationId;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides where a mail belongs, from nothing but the evidence. See ADR 8.
///
/// What a mail says about itself proves nothing. Knowing a conversation's secret, a reply token,
/// and writing from the address of a participant is enough to be shown in it; without a check of
/// the sender's domain that is said beside it, and nobody becomes a participant.
final class Threading {

  private Threading() {}

  static Placement place(Evidence evidence) {
    var token = evidence.token();
    if (evidence.nature() == Nature.LOOP) {
      return new Hold(Why.LOOP, conversation(evidence));
    }
    if (evidence.sender() != Sender.OUTSIDER) {
      return ofMember(evidence);
    }
    return switch (evidence.nature()) {
      case NOTICE, AUTOMATIC -> answer(evidence);
      case LETTER, LOOP ->
          token == null ? withoutToken(evidence) : withToken(token, evidence.dmarc());
    };
  }

  /// Whether it matters for the place of a mail who really sent it. What is only said beside it may
  /// be found out later.
  static boolean dependsOnSender(Evidence evidence) {
    return Arrays.stream(Dmarc.values())
            .map(dmarc -> where(place(evidence.with(dmarc))))
            .distinct()
            .count()
        > 1;
  }

  private static Object where(Placement placement) {
    return placement instanceof Begin(var linkedTo, _) ? Optional.ofNullable(linkedTo) : placement;
  }

  /// A member's mail needs a token, the proof that it is theirs, and present access.
  private static Placement ofMember(Evidence evidence) {
    var token = evidence.token();
    boolean proved =
        evidence.sender() == Sender.MEMBER_WITH_ACCESS
            && evidence.nature() == Nature.LETTER
            && evidence.dmarc() == Dmarc.PASS;
    return token != null && proved
        ? new Note(token.conversation())
        : new Hold(Why.MEMBER, conversation(evidence));
  }

  /// Where a mail of an archive belongs. It lay on our own server before we knew it, so nobody can
  /// have sent it to get into a conversation: one that answers a known mail and is from who takes
  /// part is put where it was. It is never verified.
  static Placement placeArchived(Evidence evidence) {
    var reference = evidence.reference();
    return evidence.sender() == Sender.OUTSIDER
            && evidence.nature() == Nature.LETTER
            && evidence.token() == null
            && reference != null
            && reference.senderTakesPart()
        ? new Append(reference.conversation(), false)
        : place(evidence);
  }

  /// What machines answer goes to what they answer, whoever sent it.
  private static Placement answer(Evidence evidence) {
    var conversation = conversation(evidence);
    if (conversation != null) return new Attach(conversation);
    return evidence.nature() == Nature.NOTICE
        ? new Hold(Why.NOTICE, null)
        : new Begin(null, trust(evidence.dmarc()));
  }

  private static Placement withToken(Known token, Dmarc dmarc) {
    if (!token.senderTakesPart()) {
      return new Hold(Why.STRANGER, token.conversation());
    }
    return switch (dmarc) {
      case PASS -> new Append(token.conversation(), true);
      case NONE, NOT_CHECKED -> new Append(token.conversation(), false);
      case FAIL -> new Hold(Why.DMARC_FAILED, token.conversation());
    };
  }

  private static Placement withoutToken(Evidence evidence) {
    var reference = evidence.reference();
    if (reference == null || !reference.senderTakesPart()) {
      return new Begin(null, trust(evidence.dmarc()));
    }
    return switch (evidence.dmarc()) {
      case PASS -> new Append(reference.conversation(), true);
      case NONE, NOT_CHECKED -> new Begin(reference.conversation(), Trust.UNVERIFIED);
      // Not even a link: it would put a forger's words beside those of a client.
      case FAIL -> new Begin(null, Trust.FAILED);
    };
  }

  private static Trust trust(Dmarc dmarc) {
    return switch (dmarc) {
      case PASS -> Trust.VERIFIED;
      case NONE, NOT_CHECKED -> Trust.UNVERIFIED;
      case FAIL -> Trust.FAILED;
    };
  }

  private static @Nullable ConversationId conversation(Evidence evidence) {
    if (evidence.token() != null) return evidence.token().conversation();
    return evidence.reference() == null ? null : evidence.reference().conversation();
  }
}
