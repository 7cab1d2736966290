package dev.decorum.approvals;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such rule, or not any more.
public final class ApprovalRuleNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  ApprovalRuleNotFound() {
    super(HttpStatus.NOT_FOUND, "approval_rule.not_found", "approvals.refused.not_found");
  }
}
