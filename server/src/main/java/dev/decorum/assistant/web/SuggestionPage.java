package dev.decorum.assistant.web;

import dev.decorum.assistant.Difference.Part;
import dev.decorum.assistant.Suggestion;
import dev.decorum.coach.Checked.Card;
import dev.decorum.conduct.Commitment.Due;
import dev.decorum.web.Ui;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A draft and another wording for it.
///
/// @param address of the rewording of this draft
/// @param back where it is written on
/// @param draft as it is kept; empty where the box is on the same page
/// @param client number of the client a conversation is begun with
/// @param finding of which alone the sentence is reworded; null: all is
/// @param suggestion null: none was asked for, or there is none
/// @param refusal why there is none, as a key of a message; null: there is one, or none was asked
///   for
public record SuggestionPage(
    String address,
    String back,
    String draft,
    @Nullable Long client,
    @Nullable String finding,
    @Nullable Suggestion suggestion,
    @Nullable String refusal) {

  private static final int LONGEST_QUOTE = 120;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.UK);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.UK);

  /// In words: a promise by Friday.
  public String said(Ui ui, Part part) {
    var key = "assistant.part." + part.what().word();
    var due = due(part.due());
    return due == null
        ? ui.t(key, quoted(part.words()))
        : ui.t(key + ".due", due, quoted(part.words()));
  }

  public String title(Ui ui, Card card) {
    var key = "coach.finding." + card.finding().category();
    var words = ui.t(key);
    return words.equals(key) ? ui.t("coach.finding.other") : words;
  }

  private static String quoted(String words) {
    var line = words.strip().replaceAll("\\s+", " ");
    return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "\u2026" : line;
  }

  private static @Nullable String due(@Nullable Due due) {
    return switch (due) {
      case Due.Minute(var at) -> MINUTE.format(at);
      case Due.Day(var date) -> DAY.format(date);
      case Due.Range(var from, var to) -> DAY.format(from) + " \u2013 " + DAY.format(to);
      case Due.None() -> null;
      case null -> null;
    };
  }
}
