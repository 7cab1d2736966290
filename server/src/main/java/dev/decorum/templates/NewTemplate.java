package dev.decorum.templates;

import dev.decorum.staff.TeamId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a template is to be.
///
/// @param team null: everybody's
/// @param texts blank ones are left out
public record NewTemplate(String name, @Nullable TeamId team, Map<Voice, String> texts) {

  public NewTemplate {
    texts = Map.copyOf(texts);
  }
}
