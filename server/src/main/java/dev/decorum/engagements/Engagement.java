package dev.decorum.engagements;

import dev.decorum.clients.ClientSummary;
import dev.decorum.staff.MemberId;
import dev.decorum.vault.KeyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A service under way for a client.
///
/// @param owner null: nobody has it
/// @param conversation number of the one in which the client is told how it is getting on; null:
///   the next report begins one
/// @param schedule when they are told; null: not by a schedule
/// @param reportDue when the next report is due; null: none is
/// @param reportedAt since when the next report has to tell
/// @param drafted whether words for the report were put into a message that has not left
/// @param milestones by the day they are meant to be done
public record Engagement(
    UUID id,
    long no,
    ClientSummary client,
    KeyId key,
    String title,
    @Nullable MemberId owner,
    State state,
    @Nullable Long conversation,
    @Nullable ReportSchedule schedule,
    @Nullable Instant reportDue,
    Instant reportedAt,
    boolean drafted,
    List<Milestone> milestones) {

  public Engagement {
    milestones = List.copyOf(milestones);
  }

  /// How it stands.
  public enum State {
    UNDER_WAY,
    /// Nobody works on it for a while; no report is due.
    PAUSED,
    DONE,
    /// It will not be finished.
    STOPPED;

    /// The word in the database and in message bundles.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
      return this == DONE || this == STOPPED;
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// Those of which the client should hear that their day is not kept.
  public List<Milestone> slipping(LocalDate today) {
    return state == State.UNDER_WAY
        ? milestones.stream().filter(one -> one.slips(today)).toList()
        : List.of();
  }

  /// What comes next, if anything does.
  public @Nullable Milestone next() {
    return milestones.stream().filter(one -> !one.state().ended()).findFirst().orElse(null);
  }
}
