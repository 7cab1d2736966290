package dev.decorum.templates.web;

import dev.decorum.templates.Field;
import dev.decorum.templates.Language;
import dev.decorum.web.FormErrors;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A template that is being written.
///
/// @param no null: a new one
/// @param everybody whether it may be for everybody
public record TemplatePage(
    @Nullable Integer no,
    int version,
    String name,
    boolean everybody,
    List<Team> teams,
    List<Text> texts,
    FormErrors errors) {

  public TemplatePage {
    teams = List.copyOf(teams);
    texts = List.copyOf(texts);
  }

  public record Team(String no, String name, boolean chosen) {}

  /// @param language empty: not chosen yet
  public record Text(String language, String text, long uses) {

    public String label() {
      return Language.of(language).label();
    }
  }

  public List<Language> languages() {
    return Language.all();
  }

  public List<String> fields() {
    return Arrays.stream(Field.values()).map(field -> "{" + field.word() + "}").toList();
  }

  public String action() {
    return no == null ? "/admin/templates" : "/admin/templates/" + no;
  }
}
