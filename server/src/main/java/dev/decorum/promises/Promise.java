package dev.decorum.promises;

import dev.decorum.clients.ClientId;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.InteractionId;
import dev.decorum.staff.MemberId;
import dev.decorum.vault.KeyId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What somebody of us said they would do, as it is changed.
///
/// Two dates are kept apart: by when it is meant to be kept (`due`), and by when the client counts
/// on it (`knownUntil`). They are the same until somebody moves the date and does not say so. It is
/// the client's that decides what is overdue and what was late: who moves a date in silence has
/// moved nothing.
///
/// @param source the message, call or note in which it was given; null: nobody has said
/// @param owner null: nobody has it
/// @param knownUntil null: the client was told no time
/// @param renegotiated whether the client heard of a new date before the old one had passed
/// @param late whether the client heard of one only afterwards
record Promise(
    UUID id,
    long no,
    ClientId client,
    @Nullable ConversationId conversation,
    @Nullable InteractionId source,
    KeyId key,
    String words,
    @Nullable MemberId owner,
    Due due,
    ZoneId zone,
    @Nullable Instant knownUntil,
    boolean renegotiated,
    boolean late,
    PromiseState state,
    @Nullable Instant endedAt,
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
        due,
        zone,
        due.ends(zone),
        false,
        false,
        state,
        null,
        0);
  }

  /// What time has made of it.
  Promise at(Instant now) {
    return state.runs() ? with(running(now)) : this;
  }

  private PromiseState running(Instant now) {
    if (overdue(now)) return PromiseState.OVERDUE;
    if (owner == null || clientExpectsItEarlier()) return PromiseState.AT_RISK;
    var begins = due.begins(zone);
    if (begins != null && !now.isBefore(begins)) return PromiseState.DUE;
    return renegotiated ? PromiseState.RENEGOTIATED : PromiseState.OPEN;
  }

  private boolean overdue(Instant at) {
    return knownUntil != null && !at.isBefore(knownUntil);
  }

  /// Whether the date was moved back and the client does not know.
  boolean clientExpectsItEarlier() {
    var ends = due.ends(zone);
    return knownUntil != null && ends != null && knownUntil.isBefore(ends);
  }

  /// When time will change its state next; null: never.
  @Nullable Instant next(Instant now) {
    if (!state.runs()) return null;
    return Stream.concat(Stream.ofNullable(due.begins(zone)), Stream.ofNullable(knownUntil))
        .filter(now::isBefore)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /// The message it stands in has left.
  Promise begun(Instant now) {
    return with(PromiseState.OPEN).at(now);
  }

  /// It is to be kept at another time.
  ///
  /// @param told whether the client knows
  Promise moved(Due to, boolean told, Instant now) {
    var ends = to.ends(zone);
    boolean inTime = !overdue(now);
    // Where nobody counted on a time, or it is the one they know, nothing is agreed anew.
    boolean first = knownUntil == null;
    boolean other = !first && !Objects.equals(ends, knownUntil);
    return new Promise(
            id,
            no,
            client,
            conversation,
            source,
            key,
            words,
            owner,
            to,
            zone,
            told || first ? ends : knownUntil,
            renegotiated || told && inTime && other,
            late || told && !inTime,
            state,
            endedAt,
            version)
        .at(now);
  }

  Promise given(@Nullable MemberId to, Instant now) {
    return new Promise(
            id,
            no,
            client,
            conversation,
            source,
            key,
            words,
            to,
            due,
            zone,
            knownUntil,
            renegotiated,
            late,
            state,
            endedAt,
            version)
        .at(now);
  }

  /// @param when it was kept: earlier than now where a message shows it
  Promise kept(Instant when) {
    return ended(late || overdue(when) ? PromiseState.KEPT_LATE : PromiseState.KEPT, when);
  }

  Promise broken(Instant now) {
    return ended(PromiseState.BROKEN, now);
  }

  Promise withdrawn(Instant now) {
    return ended(PromiseState.WITHDRAWN, now);
  }

  /// It was said to be over by mistake.
  Promise reopened(Instant now) {
    return ended(PromiseState.OPEN, null).at(now);
  }

  private Promise ended(PromiseState state, @Nullable Instant at) {
    return new Promise(
        id,
        no,
        client,
        conversation,
        source,
        key,
        words,
        owner,
        due,
        zone,
        knownUntil,
        renegotiated,
        late,
        state,
        at,
        version);
  }

  private Promise with(PromiseState other) {
    return ended(other, endedAt);
  }
}
