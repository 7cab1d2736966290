package dev.decorum.inbox;

import dev.decorum.templates.Insertions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Tells the templates what left with their words, and others which these were.
@Component
class TemplateTraces implements OwnWords {

  private final Insertions insertions;
  private final ApplicationEventPublisher events;

  TemplateTraces(Insertions insertions, ApplicationEventPublisher events) {
    this.insertions = insertions;
    this.events = events;
  }

  @Override
  public void written(Written words) {
    if (words.kind() != Kind.MESSAGE) return;
    var left = insertions.sent(words.author(), words.text());
    if (words.toClient() && !left.isEmpty()) {
      events.publishEvent(new TemplatesLeft(words.id(), left));
    }
  }
}
