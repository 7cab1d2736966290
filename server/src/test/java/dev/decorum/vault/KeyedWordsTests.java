package dev.decorum.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyedWordsTests {

  private final VaultNode node = VaultNode.first();
  private final KeyedWords words = node.get(KeyedWords.class);

  @BeforeAll
  void warmUp() {
    words.index("warm up");
  }

  @AfterAll
  void close() {
    node.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The boilers were leaking         | boiler
          The boilers were leaking         | LEAKED
          Your invoices are attached       | invoice attachment
          Die Heizungen sind ausgefallen   | Heizung
          Schöne Grüße aus der Straße      | strasse
          Schöne Grüße aus der Straße      | GRÜßE
          Müller hat angerufen             | mueller
          Invoice INV-2024-00123 of May    | INV-2024-00123
          Invoice INV-2024-00123 of May    | 00123
          write to helen@harbour.example   | helen@harbour.example
          write to helen@harbour.example   | harbour
          ﬁnal oﬀer                        | final offer
          Cafe\u0301 au lait               | café
          請求書を送ってください                | 請求書
          İstanbul office                  | İstanbul
          don't stop                       | don't
          """)
  void findsATextByItsWordsInAnyForm(String text, String query) {
    assertThat(found(words.index(text), query)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The boilers were leaking   | boil
          The boilers were leaking   | boiler invoice
          Invoice INV-2024-00123     | INV-2025-00123
          Invoice INV-2024-00123     | 0012
          請求書を送ってください          | 納品書
          """)
  void findsNoTextThatLacksAWord(String text, String query) {
    assertThat(found(words.index(text), query)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Helen Brandt                 | hel
          Helen Brandt                 | brand hel
          helen.brandt@harbour.example | harb
          José Müller-Lüdenscheidt     | jose
          José Müller-Lüdenscheidt     | mueller
          José Müller-Lüdenscheidt     | muller
          José Müller-Lüdenscheidt     | müll
          José Müller-Lüdenscheidt     | lüden
          +49 30 901820                | 9018
          Łukasz Grøn                  | lukasz gron
          The Who                      | the who
          Brightwaterhouses            | brightwaterhouses
          """)
  void findsANameWhileItIsBeingTyped(String name, String query) {
    assertThat(found(words.indexNames(name), query)).isTrue();
  }

  @Test
  void findsNoNameByItsMiddle() {
    assertThat(found(words.indexNames("Helen Brandt"), "randt")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "?!", "a", "—"})
  void hasNothingToSearchByInAQueryWithoutWords(String query) {
    assertThat(words.query(query)).isEmpty();
  }

  @Test
  void leavesTheCommonestWordsOutOfAQueryThatHasOthers() {
    assertThat(words.query("the boiler und die Heizung")).hasSize(2);
    assertThat(words.query("the")).hasSize(1);
  }

  @Test
  void givesEachWordOnceAndInOrder() {
    var index = words.index("valve boiler Boiler, BOILER");

    assertThat(index).isEqualTo(words.index("boiler valve")).isSorted();
  }

  @Test
  void showsNothingOfAWordInItsKeyedForm() {
    assertThat(words.index("boiler")).isNotEqualTo(words.index("boiles"));
    try (var stranger = VaultNode.first()) {
      assertThat(stranger.get(KeyedWords.class).index("boiler"))
          .doesNotContain(words.index("boiler"));
    }
  }

  @Test
  void isTheSameInATurkishOffice() {
    var before = Locale.getDefault();
    var expected = words.index("INVOICE TITLE");
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));

      assertThat(words.index("INVOICE TITLE")).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void staysWithinItsBoundsHoweverLongTheText() {
    var many = new StringBuilder();
    for (int i = 0; many.length() < 3 * Words.LONGEST_TEXT; i++)
      many.append("word").append(i).append(' ');
    var oneWord = "x".repeat(5_000_000);
    var marks = "e" + "\u0301".repeat(2_000_000);
    var ideographs = "請求書送".repeat(500_000);

    var started = System.nanoTime();

    assertThat(words.index(many.toString()).length)
        .isBetween(Words.MOST_WORDS, 3 * Words.MOST_WORDS);
    assertThat(words.index(oneWord).length).isBetween(1, 3);
    assertThat(words.index(marks).length).isBetween(1, 3);
    assertThat(words.index(ideographs).length).isBetween(4, 12);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
  }

  private boolean found(long[] index, String query) {
    var wanted = words.query(query);
    return !wanted.isEmpty()
        && wanted.stream()
            .allMatch(
                any -> Arrays.stream(any).anyMatch(word -> Arrays.binarySearch(index, word) >= 0));
  }
}
