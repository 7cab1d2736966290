package dev.decorum.inbox.web;

import dev.decorum.templates.Language;
import dev.decorum.templates.Template;
import java.util.List;

/// A template in one language, to be picked.
///
/// @param label of the language
/// @param text as it was written, with its fields
public record TemplateOption(int no, String name, String language, String label, String text) {

  static List<TemplateOption> of(List<Template> templates) {
    return templates.stream()
        .flatMap(
            template ->
                template.variants().stream()
                    .map(
                        variant ->
                            new TemplateOption(
                                template.no(),
                                template.name(),
                                variant.language(),
                                Language.of(variant.language()).label(),
                                variant.text())))
        .toList();
  }
}
