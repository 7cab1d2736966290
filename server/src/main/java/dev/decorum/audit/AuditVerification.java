package dev.decorum.audit;

import java.util.List;

/// What checking the whole log found.
///
/// @param sealed entries in the chain
/// @param waiting entries that were still to be sealed, which is normal for seconds
/// @param problemCount all problems, also those beyond the first thousand that are listed
/// @param endKnown true when a link sealed by this node is kept outside the database, so that a
///   missing end would be noticed
public record AuditVerification(
    long sealed, long waiting, long problemCount, List<AuditProblem> problems, boolean endKnown) {

  public boolean intact() {
    return problemCount == 0;
  }
}
