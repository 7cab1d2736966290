package dev.decorum.coach.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.decorum.clients.ClientNotFound;
import dev.decorum.coach.Checked;
import dev.decorum.web.Ui;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// While the engine fails one goes on writing, and is told. What leaves then is decided by the
/// gate, which stays closed: `ConfidentialityGateTests`.
class BrokenEngineTests {

  private static final String DRAFT = "/drafts/reply-1";

  private final Ui ui = mock(Ui.class);

  @BeforeEach
  void wordsAreTheirKeys() {
    when(ui.t(anyString(), any(Object[].class))).thenAnswer(call -> call.getArgument(0));
  }

  @Test
  void thePageSaysThatChecksAreNotAvailableAndClaimsNothing() {
    var page = CoachPanel.page(DRAFT, 7, true, "Hello", BrokenEngineTests::broken);

    assertThat(page.verdict(ui)).isEqualTo("coach.unavailable.short");
    assertThat(page.summary(ui)).isEqualTo("coach.unavailable");
    assertThat(page.passed()).isZero();
    assertThat(page.passedWords()).isEmpty();
    assertThat(page.bar()).isEmpty();
    assertThat(page.why(ui)).isEmpty();
    assertThat(page.revision()).isEqualTo(7);
  }

  @Test
  void anEmptyBoxIsNotSaidToBeFineEither() {
    var page = CoachPanel.page(DRAFT, 1, true, " ", BrokenEngineTests::broken);

    assertThat(page.verdict(ui)).isEqualTo("coach.unavailable.short");
  }

  @Test
  void whatTheViewerMayNotSeeIsNoFailureOfTheEngine() {
    assertThatThrownBy(
            () ->
                CoachPanel.page(
                    DRAFT,
                    1,
                    true,
                    "Hello",
                    () -> {
                      throw new ClientNotFound();
                    }))
        .isInstanceOf(ClientNotFound.class);
  }

  private static Checked broken() {
    throw new IllegalStateException("broken");
  }
}
