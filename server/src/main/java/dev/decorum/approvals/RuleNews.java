package dev.decorum.approvals;

import dev.decorum.live.Live;
import jakarta.annotation.PostConstruct;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Has a node read the rules anew when they were changed on any.
@Component
@Profile("!command")
class RuleNews {

  private final ApprovalRules rules;
  private final Live live;

  RuleNews(ApprovalRules rules, Live live) {
    this.rules = rules;
    this.live = live;
  }

  @PostConstruct
  void listen() {
    live.onWake(ApprovalRules.QUEUE, rules::reload);
  }
}
