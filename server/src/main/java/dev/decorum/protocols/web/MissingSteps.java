package dev.decorum.protocols.web;

import dev.decorum.inbox.ComposerPanel;
import dev.decorum.inbox.Draft;
import dev.decorum.protocols.Guidance;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Ui;
import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the protocol misses in a draft, above the box, when a browser without script has it read.
@Component
class MissingSteps implements ComposerPanel {

  private final Guidance guidance;
  private final TemplateEngine templates;

  MissingSteps(Guidance guidance, TemplateEngine templates) {
    this.guidance = guidance;
    this.templates = templates;
  }

  @Override
  public Optional<Function<Ui, Content>> of(
      Viewer viewer, String address, @Nullable Draft draft, @Nullable Long client, boolean read) {
    var no = draft == null ? null : draft.no();
    if (!read || no == null) return Optional.empty();
    var page = new GuidedPage(guidance.of(viewer, no));
    if (page.guided().missing().isEmpty()) return Optional.empty();
    return Optional.of(
        ui ->
            output ->
                templates.render("protocols/missing.jte", Map.of("ui", ui, "page", page), output));
  }
}
