package dev.decorum.coach;

import dev.decorum.live.Live;
import jakarta.annotation.PostConstruct;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Has a node read the guidelines anew, and who has read them, when they were changed on any.
@Component
@Profile("!command")
class GuidelineNews {

  private final Guidelines guidelines;
  private final Receipts receipts;
  private final Live live;

  GuidelineNews(Guidelines guidelines, Receipts receipts, Live live) {
    this.guidelines = guidelines;
    this.receipts = receipts;
    this.live = live;
  }

  @PostConstruct
  void listen() {
    live.onWake(Guidelines.QUEUE, guidelines::reload);
    live.onWake(Receipts.QUEUE, receipts::reload);
  }
}
