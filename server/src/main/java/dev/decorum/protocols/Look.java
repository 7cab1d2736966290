package dev.decorum.protocols;

import dev.decorum.coach.Checked;
import dev.decorum.conduct.Commitment.Due;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// What the coach can see for itself in a draft, so that a step needs no tick by hand.
public enum Look {
  GREETING(without("greeting.missing", "name.")),
  INTRODUCTION(without("introduction.missing")),
  PURPOSE(without("purpose.missing")),
  /// How the client feels is taken up.
  FEELINGS(without("empathy.missing")),
  /// Nobody is blamed.
  CALM(
      without(
          "blame",
          "defensive",
          "discourteous",
          "dismissive",
          "negative_tone",
          "shouting",
          "profanity")),
  /// No question of the client is open.
  ANSWERS(checked -> checked.asked().stream().noneMatch(Checked.Asked::open)),
  /// Something is promised by a time.
  TIME(
      checked ->
          checked.promises().stream()
              .anyMatch(promise -> !(promise.commitment().due() instanceof Due.None))),
  /// A refusal leaves something to choose.
  ALTERNATIVE(without("refusal.no_alternative")),
  NEXT(without("next_step.missing")),
  CONTACT(without("contact.missing")),
  CLOSING(without("closing.missing"));

  private final Predicate<Checked> present;

  Look(Predicate<Checked> present) {
    this.present = present;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Look> of(String word) {
    return Arrays.stream(values()).filter(look -> look.word().equalsIgnoreCase(word)).findFirst();
  }

  /// @param checked a draft that is not blank
  boolean in(Checked checked) {
    return present.test(checked);
  }

  /// @param categories of findings, whole or what several begin with
  private static Predicate<Checked> without(String... categories) {
    return checked ->
        checked.cards().stream()
            .map(card -> card.finding().category())
            .noneMatch(category -> Arrays.stream(categories).anyMatch(category::startsWith));
  }
}
