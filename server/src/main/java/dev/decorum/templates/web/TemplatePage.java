package dev.decorum.templates.web;

import dev.decorum.templates.Echo;
import dev.decorum.templates.Field;
import dev.decorum.templates.Language;
import dev.decorum.templates.Usage;
import dev.decorum.templates.Voice;
import dev.decorum.web.FormErrors;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A template that is being written.
///
/// @param no null: a new one
/// @param draftBy name of whoever wrote it, while it is a draft; null: it is shared, or new
/// @param shares whether the viewer may share the draft
/// @param usage how it fared lately
/// @param echo how clients answered
/// @param everybody whether it may be for everybody
public record TemplatePage(
    @Nullable Integer no,
    int version,
    String name,
    boolean everybody,
    List<Team> teams,
    List<Text> texts,
    @Nullable String draftBy,
    boolean shares,
    Usage usage,
    Echo echo,
    FormErrors errors) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.UK);
  private static final List<String> FORMALITIES = List.of("any", "formal", "informal");

  public TemplatePage {
    teams = List.copyOf(teams);
    texts = List.copyOf(texts);
  }

  public record Team(String no, String name, boolean chosen) {}

  /// @param language empty: not chosen yet
  /// @param formality a word of [dev.decorum.clients.Formality], or `any`
  public record Text(String language, String formality, String text, long uses) {

    static final Text EMPTY = new Text("", "any", "", 0);

    public Voice voice() {
      return Voice.of(language, formality);
    }
  }

  public List<String> formalities() {
    return FORMALITIES;
  }

  public List<Language> languages() {
    return Language.all();
  }

  public List<String> fields() {
    return Arrays.stream(Field.values()).map(field -> "{" + field.word() + "}").toList();
  }

  public String day(Usage.Week week) {
    return DAY.format(week.monday());
  }

  public String action() {
    return no == null ? "/admin/templates" : "/admin/templates/" + no;
  }
}
