package dev.decorum.inbox;

import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is kept of a [Happening] beside its kind: ids, times, tags and a detail.
record EventText(
    @Nullable UUID member,
    @Nullable UUID team,
    @Nullable List<String> tags,
    @Nullable Instant until,
    @Nullable String detail) {

  static EventText of(Happening happening) {
    var member = happening.member();
    var team = happening.team();
    return new EventText(
        member == null ? null : member.id(),
        team == null ? null : team.id(),
        happening.tags().isEmpty() ? null : happening.tags(),
        happening.until(),
        happening.detail());
  }

  Happening happening(Happening.What what) {
    return new Happening(
        what,
        member == null ? null : new MemberId(member),
        team == null ? null : new TeamId(team),
        tags == null ? List.of() : tags,
        until,
        detail);
  }
}
