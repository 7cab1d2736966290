package dev.decorum.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.clients.Formality;
import dev.decorum.templates.Preview.Suits;
import dev.decorum.templates.Template.Variant;
import dev.decorum.vault.RowIds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VoiceTests {

  private static final Voice EN = Voice.in("en");
  private static final Voice DE = Voice.in("de");
  private static final Voice DE_FORMAL = new Voice("de", Formality.FORMAL);
  private static final Voice DE_INFORMAL = new Voice("de", Formality.INFORMAL);

  @Test
  void aVoiceIsNamedInOneWay() {
    assertThat(Voice.parse("de")).contains(DE);
    assertThat(Voice.parse("de-informal")).contains(DE_INFORMAL);
    assertThat(Voice.parse("de-any")).isEmpty();
    assertThat(Voice.parse("de-polite")).isEmpty();
    assertThat(Voice.parse("xx")).isEmpty();
    assertThat(Voice.parse("")).isEmpty();
    assertThat(DE_FORMAL.word()).isEqualTo("de-formal");
  }

  @Test
  void theLanguageOfTheReaderCountsMoreThanTheFormality() {
    assertThat(best(reader("de", Formality.INFORMAL), EN, DE_FORMAL)).isEqualTo(DE_FORMAL);
    assertThat(best(reader("de", Formality.INFORMAL), DE_FORMAL, DE_INFORMAL, DE))
        .isEqualTo(DE_INFORMAL);
    assertThat(best(reader("de", Formality.INFORMAL), DE_FORMAL, DE)).isEqualTo(DE);
  }

  @Test
  void whoseMannerNobodyKnowsIsRatherAddressedFormally() {
    assertThat(best(reader("de", null), DE_INFORMAL, DE_FORMAL)).isEqualTo(DE_FORMAL);
    assertThat(best(reader("de", null), DE_INFORMAL, DE_FORMAL, DE)).isEqualTo(DE);
    assertThat(best(Reader.UNKNOWN, DE_FORMAL, EN)).isEqualTo(EN);
  }

  @Test
  void aVariantThatSuitsNobodyIsSaidToBeSo() {
    assertThat(reader("fr", null).suitedBy(DE)).isEqualTo(Suits.OTHER_LANGUAGE);
    assertThat(reader("de", Formality.INFORMAL).suitedBy(DE_FORMAL))
        .isEqualTo(Suits.OTHER_FORMALITY);
    assertThat(reader("de", null).suitedBy(DE_FORMAL)).isEqualTo(Suits.YES);
    assertThat(Reader.UNKNOWN.suitedBy(EN)).isEqualTo(Suits.YES);
  }

  private static Reader reader(String language, @Nullable Formality formality) {
    return new Reader("Amara Okafor", null, language, formality);
  }

  private static Voice best(Reader reader, Voice... voices) {
    var variants = List.of(voices).stream().map(voice -> new Variant(voice, "Hello", 0)).toList();
    var template =
        new Template(RowIds.next(), 1, null, "Greeting", null, variants, Instant.EPOCH, 0);
    return reader.best(template).orElseThrow().voice();
  }
}
