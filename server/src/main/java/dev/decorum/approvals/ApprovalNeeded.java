package dev.decorum.approvals;

import dev.decorum.inbox.SendRefused;
import org.springframework.http.HttpStatus;

/// A message must not leave without the approval of a colleague, and has none.
final class ApprovalNeeded extends SendRefused {

  private static final long serialVersionUID = 1L;

  /// @param names of those who could give it, or send it themselves; empty: nobody can
  ApprovalNeeded(boolean answer, String names) {
    super(HttpStatus.UNPROCESSABLE_CONTENT, "approval.needed", key(answer, names), names);
  }

  private static String key(boolean answer, String names) {
    var key = answer ? "approvals.needed" : "approvals.needed.first";
    return names.isEmpty() ? key + ".nobody" : key;
  }
}
