package dev.decorum.channels.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.channels.answers.AnswerText.Field;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTextTests {

  @Test
  void fieldsAreFilledInAsTheyAre() {
    var text = new AnswerText("Dear {name}, it is {reference}. $1 {no}");

    assertThat(text.filled(Map.of(Field.NAME, "A$1\\n {reference}", Field.REFERENCE, "#7")))
        .isEqualTo("Dear A$1\\n {reference}, it is #7. $1");
  }

  @Test
  void aFieldWithoutAValueLeavesNoGap() {
    assertThat(new AnswerText("Dear {name},").filled(Map.of())).isEqualTo("Dear,");
  }

  @Test
  void saysWhatCannotBeFilledIn() {
    assertThat(new AnswerText("{name} {nmae}").unknownField()).contains("nmae");
    assertThat(new AnswerText("{name} { } {}").unknownField()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Buy at https://bad.example",
        "www.bad",
        "visit bad.example now",
        "ann@client.example",
        "Call +43 (1) 234-56 78",
        "<b>Ann",
        "Ann\nBcc: x"
      })
  void whatCouldBeBaitIsLeftOut(String claimed) {
    assertThat(AnswerText.name(claimed)).isEmpty();
    assertThat(AnswerText.subject(claimed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ann Müller", "J. R. O'Neill", "Invoice 2026-114", "Re: Lift? 4th floor"})
  void whatPeopleAreCalledAndWriteAboutStays(String claimed) {
    assertThat(AnswerText.name(claimed)).isEqualTo(claimed);
    assertThat(AnswerText.subject(claimed)).isEqualTo(claimed);
  }
}
