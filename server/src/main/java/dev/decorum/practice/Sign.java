package dev.decorum.practice;

import dev.decorum.conduct.Commitment.Due;
import dev.decorum.conduct.Question;
import dev.decorum.conduct.Review;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// What a simulated client notices in a reply, as its review tells.
public enum Sign {
  /// Something leaves that must stay.
  LEAK(false, found("leak.")),
  BLAME(false, found("blame", "defensive")),
  /// Cold, curt, loud or worse.
  HARSH(
      false,
      found(
          "discourteous", "dismissive", "negative_tone", "shouting", "slang", "profanity", "bias")),
  OVERPROMISE(false, found("overpromise")),
  /// A time or a price that tells nothing.
  VAGUE(false, found("vague_")),
  /// A refusal that leaves nothing to choose.
  BARE_REFUSAL(false, found("refusal.no_alternative")),
  /// How the client is was taken up.
  ACKNOWLEDGED(true, found("empathy.missing").negate()),
  /// Everything that was asked is answered, asked back or promised.
  ANSWERED(
      true,
      review ->
          review.questions().stream()
              .noneMatch(question -> question.state() == Question.State.OPEN)),
  PROMISED(true, review -> !review.commitments().isEmpty()),
  /// Something is promised by a time that can be counted.
  DATED(
      true,
      review ->
          review.commitments().stream().anyMatch(promise -> !(promise.due() instanceof Due.None))),
  /// The client is greeted, by the right name if any.
  GREETED(true, found("greeting.missing", "name.").negate()),
  /// What happens next is said.
  NEXT_STEP(true, found("next_step.missing").negate());

  private final boolean good;
  private final Predicate<Review> shown;

  Sign(boolean good, Predicate<Review> shown) {
    this.good = good;
    this.shown = shown;
  }

  /// Whether one would want it in a reply.
  public boolean good() {
    return good;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<Sign> in(Review review) {
    var signs = EnumSet.noneOf(Sign.class);
    for (var sign : values()) {
      if (sign.shown.test(review)) signs.add(sign);
    }
    return signs;
  }

  /// @param categories of findings, whole or what several begin with
  private static Predicate<Review> found(String... categories) {
    return review ->
        review.findings().stream()
            .anyMatch(
                finding -> Arrays.stream(categories).anyMatch(finding.category()::startsWith));
  }
}
