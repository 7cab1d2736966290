package dev.decorum.assistant.web;

import dev.decorum.assistant.AssistantSettings;
import dev.decorum.assistant.Use;
import dev.decorum.coach.WordingHelp;
import org.springframework.stereotype.Component;

/// At what the coach found: asks for other words for that sentence alone.
@Component
class OneSentence implements WordingHelp {

  private final AssistantSettings settings;

  OneSentence(AssistantSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean offered() {
    return settings.allow(Use.REWORD);
  }
}
