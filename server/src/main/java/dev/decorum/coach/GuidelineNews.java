package dev.decorum.coach;

import dev.decorum.live.Live;
import jakarta.annotation.PostConstruct;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Has a node read the guidelines anew when they were changed on any.
@Component
@Profile("!command")
class GuidelineNews {

  private final Guidelines guidelines;
  private final Live live;

  GuidelineNews(Guidelines guidelines, Live live) {
    this.guidelines = guidelines;
    this.live = live;
  }

  @PostConstruct
  void listen() {
    live.onWake(Guidelines.QUEUE, guidelines::reload);
  }
}
