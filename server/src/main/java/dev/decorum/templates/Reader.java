package dev.decorum.templates;

import dev.decorum.clients.Client;
import dev.decorum.clients.Formality;
import dev.decorum.clients.Manner;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whom a message is for, as far as it decides how a template speaks to them.
///
/// @param name empty: unknown
/// @param nameToUse as a letter begins; null: nobody has noted it
/// @param language null: unknown
/// @param formality null: nobody has noted it
public record Reader(
    String name,
    @Nullable String nameToUse,
    @Nullable String language,
    @Nullable Formality formality) {

  private static final String SUPPOSED = "en";

  public static final Reader UNKNOWN = new Reader("", null, null, null);

  public static Reader of(Client client, Manner manner) {
    Locale language = client.details().language();
    return new Reader(
        client.name(),
        manner.nameToUse(),
        language == null ? null : language.getLanguage(),
        manner.formality());
  }

  public String greeted() {
    return nameToUse == null ? name : nameToUse;
  }

  Preview.Suits suitedBy(Voice voice) {
    if (!speaks(voice)) return Preview.Suits.OTHER_LANGUAGE;
    boolean otherwise =
        formality != null && voice.formality() != null && voice.formality() != formality;
    return otherwise ? Preview.Suits.OTHER_FORMALITY : Preview.Suits.YES;
  }

  private boolean speaks(Voice voice) {
    return language == null || language.equals(voice.language());
  }

  private boolean reads(Voice voice) {
    return voice.language().equals(language == null ? SUPPOSED : language);
  }

  /// The variants of a template, the one that suits best first. The language counts more than the
  /// formality; somebody of whom nobody knows is supposed to read English, as the coach does, and
  /// is better addressed too formally than the reverse.
  public List<Template.Variant> sorted(Template template) {
    return template.variants().stream()
        .sorted(
            Comparator.comparingInt((Template.Variant one) -> reads(one.voice()) ? 0 : 1)
                .thenComparing(one -> one.voice().language())
                .thenComparingInt(one -> distance(one.voice())))
        .toList();
  }

  public Optional<Template.Variant> best(Template template) {
    return sorted(template).stream().findFirst();
  }

  private int distance(Voice voice) {
    if (voice.formality() == formality) return 0;
    if (voice.formality() == null) return 1;
    return voice.formality() == Formality.FORMAL ? 2 : 3;
  }
}
