package dev.decorum.conduct.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Where;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapsTests {

  @Test
  void theMoreTellingToneStays() {
    assertThat(categories(finding("negative_tone", 0, 20), finding("blame", 10, 15)))
        .containsExactly("blame");
  }

  @Test
  void wordsApartKeepTheirFindings() {
    assertThat(categories(finding("negative_tone", 0, 10), finding("blame", 10, 15)))
        .containsExactly("negative_tone", "blame");
  }

  @Test
  void ofOneCategoryTheLongerStays() {
    assertThat(Overlaps.settled(List.of(finding("slang", 0, 4), finding("slang", 2, 9))))
        .containsExactly(finding("slang", 2, 9));
    assertThat(Overlaps.settled(List.of(finding("slang", 0, 4), finding("slang", 2, 6))))
        .containsExactly(finding("slang", 0, 4));
  }

  @Test
  void leaksAndMissingPartsAlwaysStay() {
    var missing = Finding.missing("r", "greeting.missing", Level.WARNING, "why");

    assertThat(categories(missing, finding("leak.card", 0, 9), finding("blame", 3, 5), missing))
        .containsExactly("greeting.missing", "leak.card", "blame", "greeting.missing");
  }

  private static List<String> categories(Finding... findings) {
    return Overlaps.settled(List.of(findings)).stream().map(Finding::category).toList();
  }

  private static Finding finding(String category, int start, int end) {
    return new Finding(
        category, category, Level.WARNING, Where.REPLY, start, end, "words", "why", null);
  }
}
