package dev.decorum.templates;

import dev.decorum.clients.Formality;
import dev.decorum.web.Ui;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a variant of a template speaks: in which language, and whom it addresses how.
///
/// @param language two letters
/// @param formality null: it suits everybody
public record Voice(String language, @Nullable Formality formality) implements Comparable<Voice> {

  private static final String EVERYBODY = "any";

  /// By language, what suits everybody first.
  private static final Comparator<Voice> ORDER =
      Comparator.comparing(Voice::language)
          .thenComparing(Voice::formality, Comparator.nullsFirst(Comparator.naturalOrder()));

  /// In a language, for everybody.
  public static Voice in(String language) {
    return new Voice(language, null);
  }

  /// @param formality a word of [Formality]; anything else: for everybody
  public static Voice of(String language, String formality) {
    return new Voice(
        language,
        Arrays.stream(Formality.values())
            .filter(one -> one.word().equals(formality))
            .findFirst()
            .orElse(null));
  }

  /// What [#word()] says, where it names a language.
  public static Optional<Voice> parse(String word) {
    String language = word.substring(0, Math.min(2, word.length()));
    if (!Language.known(language)) return Optional.empty();
    var voice = of(language, word.substring(Math.min(3, word.length())));
    return voice.word().equals(word) ? Optional.of(voice) : Optional.empty();
  }

  /// As addresses name it: `de`, `de-formal`.
  public String word() {
    return formality == null ? language : language + "-" + formality.word();
  }

  /// The word of the formality in the database and in forms.
  public String formalityWord() {
    return formality == null ? EVERYBODY : formality.word();
  }

  /// What pages call it: `German, formal`.
  public String label(Ui ui) {
    var label = Language.of(language).label();
    return formality == null ? label : ui.t("templates.voice." + formality.word(), label);
  }

  @Override
  public int compareTo(Voice other) {
    return ORDER.compare(this, other);
  }
}
