package dev.decorum.coach.web;

import dev.decorum.coach.Aside;
import dev.decorum.coach.Aspect;
import dev.decorum.coach.Checked;
import dev.decorum.coach.Checked.Card;
import dev.decorum.coach.Coach;
import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Commitment.Due;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Where;
import dev.decorum.web.Ui;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What there is to say about a draft.
///
/// @param address of the draft
/// @param revision of the text that was read, as the browser counts
/// @param scripted whether a script makes the buttons work
/// @param blank whether there is nothing to read yet
/// @param checked null: it cannot be read now
/// @param remarks on promises that may be hard to keep, by their names
/// @param reworded whether other words for a sentence can be asked for
public record FindingsPage(
    String address,
    long revision,
    boolean scripted,
    boolean blank,
    @Nullable Checked checked,
    Map<String, List<String>> remarks,
    boolean reworded) {

  public FindingsPage {
    remarks = Map.copyOf(remarks);
  }

  private static final int LONGEST_QUOTE = 120;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.UK);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.UK);

  FindingsPage rewording(boolean offered) {
    return new FindingsPage(address, revision, scripted, blank, checked, remarks, offered);
  }

  /// Whether other words can be asked for in place of those at fault.
  public boolean rewords(Card card) {
    return reworded && marked(card) && !card.stops() && !address.isEmpty();
  }

  public int aspects() {
    return Aspect.values().length;
  }

  public int passed() {
    return checked == null ? 0 : aspects() - checked.failed().size();
  }

  /// The names of the checks that are passed, for words.
  public List<String> passedWords() {
    return Arrays.stream(Aspect.values())
        .filter(aspect -> checked != null && !checked.failed().containsKey(aspect))
        .map(Aspect::word)
        .toList();
  }

  /// For each check that is not passed whether it stops the message, the worst last.
  public List<Boolean> bar() {
    return checked == null
        ? List.of()
        : checked.failed().values().stream().map(level -> level == Level.STOP).sorted().toList();
  }

  /// How it stands, in few words: on the dock and on the tag.
  public String verdict(Ui ui) {
    if (checked == null) return ui.t("coach.unavailable.short");
    if (blank) return ui.t("coach.verdict.blank");
    int more = checked.toImprove();
    if (checked.stopped()) {
      return ui.t(more == 0 ? "coach.verdict.stopped" : "coach.verdict.stopped.more", more);
    }
    return ui.t(more == 0 ? "coach.verdict.passed" : "coach.verdict.improve", more);
  }

  public String summary(Ui ui) {
    if (checked == null) return ui.t("coach.unavailable");
    return blank
        ? ui.t("coach.blank")
        : ui.t("coach.summary", passed(), aspects())
            + " "
            + (checked.allowed() ? ui.t("coach.why.let_pass") : verdict(ui) + ".")
            + (checked.whole() ? "" : " " + ui.t("coach.unavailable.some"));
  }

  /// Why it cannot be sent; empty when nothing is in the way.
  public String why(Ui ui) {
    return checked == null || !checked.stopped()
        ? ""
        : checked.cards().stream()
            .filter(Card::stops)
            .findFirst()
            .map(card -> ui.t("coach.why", lowered(title(ui, card))))
            .orElse("");
  }

  public String title(Ui ui, Card card) {
    var category = card.finding().category();
    var number = card.question();
    if (category.equals("question.unanswered") && number != null) {
      return ui.t("coach.finding.question", number);
    }
    var key = "coach.finding." + category;
    var words = ui.t(key);
    if (!words.equals(key)) return words;
    // What modules above advise has words of theirs.
    var theirs = ui.t(category);
    return theirs.equals(category) ? ui.t("coach.finding.other") : theirs;
  }

  /// As it is written inside a sentence.
  private static String lowered(String title) {
    return Character.toLowerCase(title.charAt(0)) + title.substring(1);
  }

  public String icon(Card card) {
    if (card.stops()) return "block";
    return switch (card.finding().category()) {
      case "question.unanswered" -> "question";
      case "vague_time" -> "clock";
      default -> card.finding().level() == Level.ADVICE ? "info" : "warn";
    };
  }

  /// The words it is about, masked where they are confidential; empty where it is about all.
  public String quote(Card card) {
    var text = card.finding().text().strip().replaceAll("\\s+", " ");
    return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "\u2026" : text;
  }

  /// Whether it stands somewhere in the message.
  public boolean marked(Card card) {
    return card.finding().where() == Where.REPLY;
  }

  /// What a fix writes, on one line of a button.
  public String shown(Checked.Fix fix) {
    return fix.text().strip().replaceAll("\\s+", " ");
  }

  /// What dismisses it, with its reason.
  public String dismiss(Card card, Aside why) {
    return why.of(Coach.named(card.id()));
  }

  public List<String> remarks(Checked.Promised promise) {
    return remarks.getOrDefault(promise.name(), List.of());
  }

  public @Nullable String due(Commitment promise) {
    return switch (promise.due()) {
      case Due.Minute(var at) -> MINUTE.format(at);
      case Due.Day(var date) -> DAY.format(date);
      case Due.Range(var from, var to) -> DAY.format(from) + " \u2013 " + DAY.format(to);
      case Due.None() -> null;
    };
  }
}
