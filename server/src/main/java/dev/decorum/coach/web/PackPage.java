package dev.decorum.coach.web;

import dev.decorum.coach.OwnPack;
import dev.decorum.coach.OwnPack.State;
import dev.decorum.coach.Proof;
import dev.decorum.staff.MemberId;
import dev.decorum.web.FormErrors;
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
    FormErrors errors) {

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

  public String millis() {
    return "%.1f".formatted(proof.slow().toNanos() / 1e6);
  }
}
