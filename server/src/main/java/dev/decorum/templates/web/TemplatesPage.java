package dev.decorum.templates.web;

import dev.decorum.templates.Echo;
import dev.decorum.templates.Language;
import dev.decorum.templates.Template;
import dev.decorum.templates.Usage;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The templates that a member may change.
public record TemplatesPage(List<Row> rows) {

  public TemplatesPage {
    rows = List.copyOf(rows);
  }

  /// @param team null: everybody's
  /// @param usage how it fared lately
  /// @param echo how clients answered
  public record Row(Template template, @Nullable String team, Usage usage, Echo echo) {

    public String languages() {
      return template.variants().stream()
          .map(variant -> Language.of(variant.voice().language()).label())
          .distinct()
          .collect(Collectors.joining(", "));
    }
  }
}
