package dev.decorum.inbox;

import dev.decorum.templates.Insertions;
import org.springframework.stereotype.Component;

/// Tells the templates what left with their words.
@Component
class TemplateTraces implements OwnWords {

  private final Insertions insertions;

  TemplateTraces(Insertions insertions) {
    this.insertions = insertions;
  }

  @Override
  public void written(Written words) {
    if (words.kind() == Kind.MESSAGE) insertions.sent(words.author(), words.text());
  }
}
