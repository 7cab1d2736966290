package dev.decorum.coach.web;

import dev.decorum.coach.OwnPack;
import dev.decorum.coach.OwnPack.State;
import dev.decorum.coach.Proof;
import dev.decorum.coach.Trial;
import dev.decorum.staff.MemberId;
import dev.decorum.web.FormErrors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pack with its bench beside it.
///
/// @param text as it stands in the form, which may not be kept yet
/// @param revision it is based on
/// @param theirs what somebody else wrote meanwhile, and when; null: nobody did
/// @param proof of what is kept
/// @param versions the newest first
/// @param members names of those who have a part in it
/// @param tried on the bench
/// @param reviews whether the viewer may review what is proposed
public record PackPage(
    OwnPack pack,
    ReachChoice reach,
    String text,
    String note,
    int revision,
    @Nullable OwnPack theirs,
    Proof proof,
    List<OwnPack.Version> versions,
    Map<MemberId, String> members,
    boolean reviews,
    Tried tried,
    FormErrors errors) {

  /// What was tried on the bench.
  ///
  /// @param trial null: nothing yet
  public record Tried(String sample, String asked, @Nullable Trial trial) {

    static final Tried NOTHING = new Tried("", "", null);
  }

  public PackPage {
    versions = List.copyOf(versions);
    members = Map.copyOf(members);
  }

  public String action() {
    return OwnPacksController.HOME + "/" + pack.no();
  }

  public boolean proposed() {
    return pack.state() == State.PROPOSED;
  }

  public String name(@Nullable MemberId member) {
    return member == null ? "" : members.getOrDefault(member, "");
  }

  /// As a whole number of a hundred.
  public int share(double share) {
    return (int) Math.round(share * 100);
  }

  public String millis(Duration time) {
    return "%.1f".formatted(time.toNanos() / 1e6);
  }

  public @Nullable Trial trial() {
    return tried.trial();
  }

  /// How many findings changed so.
  public long count(String change) {
    var trial = tried.trial();
    return trial == null
        ? 0
        : trial.hits().stream().filter(hit -> hit.change().word().equals(change)).count();
  }

  public String percent(int part, int whole) {
    return whole == 0 ? "\u2013" : Math.round(part * 100f / whole) + " %";
  }
}
