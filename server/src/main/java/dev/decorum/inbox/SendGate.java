package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stands at the door through which every message of a member leaves: written on a page, by the
/// API, for later or to many. Modules above implement it: with stops, with advice, or with both.
public interface SendGate {

  /// A message that is about to leave, in the transaction that sends it.
  ///
  /// @param in the conversation it is sent in
  /// @param subject of a first message or one that is passed on; null: an answer, whose subject is
  ///   the conversation's
  /// @param approvedBy the colleague who has read exactly this and approved it; null: nobody
  record Leaving(
      Viewer author,
      Correspondence.Standing in,
      @Nullable String subject,
      String text,
      @Nullable MemberId approvedBy) {}

  /// @throws SendRefused when it must not leave as it is. Nothing is sent, and nothing is lost.
  default void check(Leaving message) {}

  /// Looks up what is needed to advise on a message to a client while it is written. Asked for once
  /// a minute at most, however much is typed.
  ///
  /// @param in the conversation; null: it begins with the message
  default SendAdvice advice(Viewer author, Client client, @Nullable ConversationId in) {
    return SendAdvice.NONE;
  }

  /// Who could approve an answer of this author that must not leave without; it may be nobody. For
  /// the page, so that it can say so before it is written.
  ///
  /// @return empty: it needs no approval
  default Optional<List<MemberId>> approvers(
      Viewer author, Channel channel, @Nullable TeamId team) {
    return Optional.empty();
  }
}
