package dev.decorum.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTests {

  private static final Set<String> WORDS =
      PasswordRules.words("Mette Friis", "mette.friis@brightwater.example", "Brightwater Homes");

  @Test
  void asksForTwelveCharactersAndTakesUpToAHundredAndTwentyEight() {
    assertThat(objection("plumorchard")).contains(Objection.PASSWORD_TOO_SHORT);
    assertThat(objection("plumorchards")).isEmpty();
    assertThat(objection("ab cd ef 12 ".repeat(10) + "plum tre")).isEmpty();
    assertThat(objection("ab cd ef 12 ".repeat(10) + "plum trees"))
        .contains(Objection.PASSWORD_TOO_LONG);
  }

  @Test
  void countsCharactersAsPeopleDo() {
    assertThat(objection("🌊🌲🍎🐙🚲🎹🧭🪁🏔🍋🪴")).contains(Objection.PASSWORD_TOO_SHORT);
    assertThat(objection("🌊🌲🍎🐙🚲🎹🧭🪁🏔🍋🪴🐝plum orchard")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plum orchard window",
        "ALL CAPITALS HERE",
        "nur kleine buchstaben",
        "                 x y z w v plums",
        "Zweiundvierzig!",
        "съешь ещё этих булок"
      })
  void hasNoRulesAboutKindsOfCharacters(String password) {
    assertThat(objection(password)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password1234",
        "PassWord1234!",
        "correcthorsebatterystaple",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabc",
        "hunter2hunter2",
        "123456789012",
        "qwertyuiopasdf",
        "lkjhgfdsapoi",
        "zyxwvutsrqpo"
      })
  void refusesWhatIsTriedFirst(String password) {
    assertThat(objection(password)).contains(Objection.PASSWORD_COMMON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mette.friis.1",
        "Brightwater2026",
        "decorum-brightwater",
        "FriisMette!!2026",
        "brightwater.example"
      })
  void refusesOnesOwnSurroundings(String password) {
    assertThat(objection(password)).contains(Objection.PASSWORD_OWN_WORDS);
  }

  @Test
  void allowsOwnWordsAmongOthers() {
    assertThat(objection("mette keeps eleven geese")).isEmpty();
  }

  private static Optional<Objection> objection(String password) {
    return PasswordRules.objection(password, WORDS);
  }
}
