package dev.decorum.coach;

import dev.decorum.conduct.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What is looked at in a message: a check that a writer hears of as a whole.
public enum Aspect {
  CONFIDENTIALITY("leak."),
  QUESTIONS("question.unanswered", "clarification.missing"),
  GREETING("greeting.missing", "introduction.missing", "name.", "address."),
  PURPOSE("purpose.missing"),
  EMPATHY("empathy.missing"),
  TONE("discourteous", "dismissive", "negative_tone", "shouting", "slang", "profanity", "bias"),
  BLAME("blame", "defensive"),
  EXPECTATIONS("vague_", "overpromise", "refusal.no_alternative", "escalation.unexplained"),
  PLAIN_WORDS("jargon", "wordy", "readability", "template.unfilled"),
  CLOSING("next_step.missing", "closing.missing", "contact.missing");

  private final List<String> categories;

  /// @param categories whole, or what several begin with
  Aspect(String... categories) {
    this.categories = List.of(categories);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Where a finding counts. What an organisation's own rules look for counts as wording.
  static Aspect of(Finding finding) {
    return Arrays.stream(values())
        .filter(aspect -> aspect.categories.stream().anyMatch(finding.category()::startsWith))
        .findFirst()
        .orElse(PLAIN_WORDS);
  }
}
