package dev.decorum.coach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.conduct.rules.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What files say they are.
class PackTransferTests {

  @Test
  void packsLayersAndStylesAreToldApart() {
    var texts =
        PackTransfer.named(
            List.of(
                new Source("a/one.yaml", "guideline: House Words\nrules: []"),
                new Source("a/strict.yml", "layer: strict\nswitch: {wordy: off}"),
                new Source("Plain/Hedging.yml", "extends: existence\ntokens: [sort of]"),
                new Source("Plain/Long.yml", "extends: occurrence\nmax: 3\ntoken: x")));

    assertThat(texts.keySet()).containsExactly("house_words", "strict", "plain");
    assertThat(PackFiles.of("plain", texts.getOrDefault("plain", "")))
        .extracting(Source::file)
        .containsExactly("plain/Hedging.yml", "plain/Long.yml");
  }

  @Test
  void whatIsNoneOfTheseIsRefusedWithItsName() {
    assertThatExceptionOfType(PackRefused.class)
        .isThrownBy(() -> PackTransfer.named(List.of(new Source("notes.yaml", "hello: [world"))))
        .satisfies(refused -> assertThat(refused.args().toString()).contains("notes.yaml"));
    assertThatExceptionOfType(PackRefused.class)
        .isThrownBy(
            () ->
                PackTransfer.named(
                    List.of(
                        new Source("a.yaml", "guideline: one\nrules: []"),
                        new Source("b.yaml", "guideline: One\nrules: []"))))
        .satisfies(refused -> assertThat(refused.args().toString()).contains("b.yaml"));
  }

  @Test
  void aTextOfOneFileIsThatFile() {
    assertThat(PackFiles.of("own", "guideline: own"))
        .containsExactly(new Source("own.yaml", "guideline: own"));
  }
}
