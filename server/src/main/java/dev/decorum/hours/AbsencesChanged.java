package dev.decorum.hours;

import dev.decorum.staff.MemberId;
import java.util.List;

/// A member is away at other times than before. Published in the transaction that changes it,
/// before it commits.
///
/// @param away as [Absences#away] has it from then on
public record AbsencesChanged(MemberId member, List<Away> away) {

  public AbsencesChanged {
    away = List.copyOf(away);
  }
}
