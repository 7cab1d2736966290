package dev.decorum.promises;

import dev.decorum.clients.ClientId;
import dev.decorum.hours.Away;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.InteractionId;
import dev.decorum.staff.MemberId;
import dev.decorum.vault.KeyId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody of us said they would do, as it is changed.
///
/// @param source the message, call or note in which it was given; null: nobody has said
/// @param owner null: nobody has it
/// @param agreed by when
/// @param turn null: it does not come again
/// @param away whether its owner is away when it is to be kept
record Promise(
    UUID id,
    long no,
    ClientId client,
    @Nullable ConversationId conversation,
    @Nullable InteractionId source,
    KeyId key,
    String words,
    @Nullable MemberId owner,
    Agreed agreed,
    PromiseState state,
    @Nullable Instant endedAt,
    @Nullable Turn turn,
    boolean away,
    int version) {

  /// One that is given now.
  ///
  /// @param state proposed as long as the client does not know of it, else open
  static Promise given(
      UUID id,
      ClientId client,
      @Nullable ConversationId conversation,
      @Nullable InteractionId source,
      KeyId key,
      String words,
      @Nullable MemberId owner,
      Due due,
      ZoneId zone,
      PromiseState state) {
    return new Promise(
        id,
        0,
        client,
        conversation,
        source,
        key,
        words,
        owner,
        Agreed.on(due, zone),
        state,
        null,
        null,
        false,
        0);
  }

  Due due() {
    return agreed.due();
  }

  ZoneId zone() {
    return agreed.zone();
  }

  /// What time has made of it.
  Promise at(Instant now) {
    return state.runs() ? with(owner, agreed, running(now), endedAt) : this;
  }

  private PromiseState running(Instant now) {
    if (agreed.overdue(now)) return PromiseState.OVERDUE;
    if (owner == null || away || agreed.clientExpectsItEarlier()) return PromiseState.AT_RISK;
    if (agreed.begun(now)) return PromiseState.DUE;
    return agreed.renegotiated() ? PromiseState.RENEGOTIATED : PromiseState.OPEN;
  }

  /// When time will change its state next; null: never.
  @Nullable Instant next(Instant now) {
    return state.runs() ? agreed.next(now) : null;
  }

  /// @param absences of its owner
  Promise seen(List<Away> absences) {
    return new Promise(
        id,
        no,
        client,
        conversation,
        source,
        key,
        words,
        owner,
        agreed,
        state,
        endedAt,
        turn,
        absences.stream().anyMatch(agreed::within),
        version);
  }

  /// The same as one of a series.
  Promise turned(Turn turn) {
    return new Promise(
        id,
        no,
        client,
        conversation,
        source,
        key,
        words,
        owner,
        agreed,
        state,
        endedAt,
        turn,
        away,
        version);
  }

  /// The one that comes after it.
  Promise again(UUID next, Due due, Turn turn) {
    return given(
            next, client, conversation, source, key, words, owner, due, zone(), PromiseState.OPEN)
        .turned(turn);
  }

  /// The message it stands in has left.
  Promise begun(Instant now) {
    return with(owner, agreed, PromiseState.OPEN, endedAt).at(now);
  }

  /// It is to be kept at another time.
  ///
  /// @param told whether the client knows
  Promise moved(Due to, boolean told, Instant now) {
    return with(owner, agreed.moved(to, told, now), state, endedAt).at(now);
  }

  Promise given(@Nullable MemberId to, Instant now) {
    return with(to, agreed, state, endedAt).at(now);
  }

  /// @param when it was kept: earlier than now where a message shows it
  Promise kept(Instant when) {
    boolean late = agreed.late() || agreed.overdue(when);
    return with(owner, agreed, late ? PromiseState.KEPT_LATE : PromiseState.KEPT, when);
  }

  Promise broken(Instant now) {
    return with(owner, agreed, PromiseState.BROKEN, now);
  }

  Promise withdrawn(Instant now) {
    return with(owner, agreed, PromiseState.WITHDRAWN, now);
  }

  /// It was said to be over by mistake.
  Promise reopened(Instant now) {
    return with(owner, agreed, PromiseState.OPEN, null).at(now);
  }

  private Promise with(
      @Nullable MemberId owner, Agreed agreed, PromiseState state, @Nullable Instant endedAt) {
    return new Promise(
        id,
        no,
        client,
        conversation,
        source,
        key,
        words,
        owner,
        agreed,
        state,
        endedAt,
        turn,
        away,
        version);
  }
}
