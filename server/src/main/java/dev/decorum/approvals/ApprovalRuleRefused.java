package dev.decorum.approvals;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// A rule that would say nothing.
public final class ApprovalRuleRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  private final String field;

  public ApprovalRuleRefused(String field, String messageKey) {
    super(HttpStatus.UNPROCESSABLE_CONTENT, "approval_rule.refused", messageKey);
    this.field = field;
  }

  /// Where it is wrong.
  public String field() {
    return field;
  }
}
