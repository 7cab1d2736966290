package dev.decorum.assistant.web;

import dev.decorum.assistant.AssistantSettings;
import dev.decorum.assistant.Use;
import dev.decorum.inbox.ComposerPanel;
import dev.decorum.inbox.Draft;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Ui;
import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Below the coach: asks for another wording, and takes one's own words back.
@Component
@Order(2)
class RewordingPanel implements ComposerPanel {

  private final AssistantSettings settings;
  private final TemplateEngine templates;

  RewordingPanel(AssistantSettings settings, TemplateEngine templates) {
    this.settings = settings;
    this.templates = templates;
  }

  @Override
  public Optional<Function<Ui, Content>> of(
      Viewer viewer, String address, @Nullable Draft draft, @Nullable Long client, boolean read) {
    boolean allowed = settings.allow(Use.REWORD);
    boolean replaced = draft != null && draft.content().former() != null;
    if (!allowed && !replaced) return Optional.empty();
    var page = new RewordingPanelPage(address + "/rewording", allowed, replaced);
    return Optional.of(
        ui ->
            output ->
                templates.render("assistant/panel.jte", Map.of("ui", ui, "page", page), output));
  }
}
