package dev.decorum.reports.web;

import dev.decorum.reports.By;
import dev.decorum.reports.Figure;
import dev.decorum.reports.Group;
import dev.decorum.reports.Period;
import dev.decorum.reports.Reports;
import dev.decorum.reports.Result;
import dev.decorum.reports.Subject;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Figures of a period: of each subject, and of one of them told apart.
///
/// @param from as it was typed, for the form
/// @param to as it was typed
public record ReportPage(
    Period period,
    Subject of,
    By by,
    Map<Subject, Figure> whole,
    List<Group> groups,
    List<By> dimensions,
    String from,
    String to,
    FormErrors errors) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

  public ReportPage {
    whole = Map.copyOf(whole);
    groups = List.copyOf(groups);
    dimensions = List.copyOf(dimensions);
  }

  /// A line of a table.
  ///
  /// @param url where its name leads to; null: nowhere
  /// @param by null: of all
  public record Row(
      String name,
      @Nullable String url,
      Subject of,
      @Nullable By by,
      @Nullable String key,
      Figure figure) {}

  public List<Row> subjects(Ui ui) {
    var rows = new ArrayList<Row>();
    for (var one : Subject.values()) {
      rows.add(
          new Row(
              ui.t("reports.of." + one.word()),
              url(one, by),
              one,
              null,
              null,
              whole.getOrDefault(one, new Figure(Map.of(), 0, null))));
    }
    return rows;
  }

  public List<Row> told(Ui ui) {
    return groups.stream()
        .map(one -> new Row(name(ui, by, one), null, of, by, one.key(), one.figure()))
        .toList();
  }

  static String name(Ui ui, By by, Group one) {
    var name = one.name();
    return name != null ? name : name(ui, by, one.key());
  }

  static String name(Ui ui, By by, String key) {
    if (Group.NONE.equals(key)) return ui.t("reports.none." + by.word());
    return switch (by) {
      case CHANNEL -> ui.t("coaching.channel." + key);
      case HOUR -> String.format(Locale.ROOT, "%02d:00", Integer.parseInt(key));
      case TEAM, CLIENT, PERSON -> ui.t("reports.no", key);
    };
  }

  public boolean cut() {
    return groups.size() >= Reports.MOST_SHOWN;
  }

  public List<Period.Span> spans() {
    return List.of(Period.Span.WEEK, Period.Span.MONTH, Period.Span.QUARTER, Period.Span.YEAR);
  }

  public String spanUrl(Period.Span span) {
    return "/reports?period=" + span.word() + "&of=" + of.word() + "&by=" + by.word();
  }

  private String url(Subject other, By otherBy) {
    return Asked.url("/reports", period, other, otherBy, null, null);
  }

  /// The rows that a number counts.
  public String rowsUrl(Row row, @Nullable String result) {
    return Asked.url("/reports/rows", period, row.of(), row.by(), row.key(), result);
  }

  public String figuresFile() {
    return Asked.url("/reports/figures.csv", period, of, by, null, null);
  }

  public String rowsFile() {
    return Asked.url("/reports/rows.csv", period, of, null, null, null);
  }

  public List<Result> results() {
    return List.of(Result.ON_TIME, Result.LATE, Result.BROKEN, Result.UNDONE);
  }

  public String share(Ui ui, Figure figure) {
    var share = figure.share();
    return share == null
        ? ui.t("reports.few")
        : String.format(Locale.UK, "%d.%d%%", share / 10, share % 10);
  }

  /// What a page says of its days, in words.
  static String about(Ui ui, Period period) {
    return ui.t(
        "reports.about", DAY.format(period.from()), DAY.format(period.to()), period.clocks());
  }

  public String about(Ui ui) {
    return about(ui, period);
  }

  /// Hours and minutes, of what takes longer days and hours.
  public static String length(Duration length) {
    if (length.toHours() >= 72) return length.toDays() + "d " + length.toHoursPart() + "h";
    long minutes = Math.round(length.toSeconds() / 60.0);
    return minutes < 60 ? minutes + "m" : minutes / 60 + "h " + minutes % 60 + "m";
  }
}
