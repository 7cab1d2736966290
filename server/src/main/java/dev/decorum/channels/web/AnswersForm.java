package dev.decorum.channels.web;

import dev.decorum.channels.AutomaticAnswer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Automatic answers as they are typed.
public record AnswersForm(
    Boolean acknowledge,
    String text,
    Boolean away,
    String awayText,
    String responseHours,
    String language,
    String calendar) {

  public AnswersForm {
    // A box that is not ticked is not sent.
    acknowledge = acknowledge != null && acknowledge;
    away = away != null && away;
    text = text == null ? "" : text.replace("\r\n", "\n");
    awayText = awayText == null ? "" : awayText.replace("\r\n", "\n");
    responseHours = responseHours == null ? "" : responseHours.strip();
    language = language == null ? "en" : language;
    calendar = calendar == null ? "" : calendar;
  }

  static AnswersForm of(AutomaticAnswer answer) {
    return new AnswersForm(
        answer.acknowledge(),
        answer.text(),
        answer.away(),
        answer.awayText(),
        answer.responseHours() == 0 ? "" : String.valueOf(answer.responseHours()),
        answer.language(),
        answer.calendar() == null ? "" : answer.calendar().toString());
  }

  AutomaticAnswer answer() {
    return new AutomaticAnswer(acknowledge, text, away, awayText, hours(), language, chosen());
  }

  private @Nullable UUID chosen() {
    try {
      return calendar.isEmpty() ? null : UUID.fromString(calendar);
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }

  /// Negative: not a number of hours.
  private int hours() {
    if (responseHours.isEmpty()) return 0;
    return responseHours.matches("[0-9]{1,4}") ? Integer.parseInt(responseHours) : -1;
  }

  @Override
  public String toString() {
    return "AnswersForm";
  }
}
