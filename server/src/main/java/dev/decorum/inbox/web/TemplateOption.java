package dev.decorum.inbox.web;

import dev.decorum.templates.Reader;
import dev.decorum.templates.Template;
import dev.decorum.templates.Voice;
import java.util.List;

/// A variant of a template, to be picked.
///
/// @param text as it was written, with its fields
public record TemplateOption(int no, String name, Voice voice, String text) {

  /// The variants of each template in the order in which they suit this reader.
  static List<TemplateOption> of(List<Template> templates, Reader reader) {
    return templates.stream()
        .flatMap(
            template ->
                reader.sorted(template).stream()
                    .map(
                        variant ->
                            new TemplateOption(
                                template.no(), template.name(), variant.voice(), variant.text())))
        .toList();
  }
}
