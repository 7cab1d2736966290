package dev.decorum.reports.web;

import dev.decorum.reports.By;
import dev.decorum.reports.Figure;
import dev.decorum.reports.Group;
import dev.decorum.reports.Period;
import dev.decorum.reports.Report;
import dev.decorum.reports.Reports;
import dev.decorum.reports.Result;
import dev.decorum.reports.Subject;
import dev.decorum.reports.Trend;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Figures of one subject in a period, all of it and told apart.
///
/// @param before all of the period before; null: not asked for
/// @param from as it was typed, for the form
/// @param to as it was typed
public record ReportPage(
    Period period,
    Subject of,
    By by,
    Report report,
    @Nullable Figure before,
    List<By> dimensions,
    String from,
    String to,
    FormErrors errors) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

  public ReportPage {
    dimensions = List.copyOf(dimensions);
  }

  /// A line of the table.
  ///
  /// @param by null: of all
  public record Row(String name, @Nullable By by, @Nullable String key, Figure figure) {}

  /// All of it first.
  public List<Row> rows(Ui ui) {
    var rows = new ArrayList<Row>();
    rows.add(new Row(ui.t("reports.whole"), null, null, report.whole()));
    for (var one : report.groups()) {
      rows.add(new Row(name(ui, by, one), by, one.key(), one.figure()));
    }
    return rows;
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
    return report.groups().size() >= Reports.MOST_SHOWN;
  }

  public List<Period.Span> spans() {
    return List.of(Period.Span.WEEK, Period.Span.MONTH, Period.Span.QUARTER, Period.Span.YEAR);
  }

  public String spanUrl(Period.Span span) {
    return "/reports?period=" + span.word() + "&of=" + of.word() + "&by=" + by.word();
  }

  public String url(Subject other) {
    return Asked.url("/reports", period, other, by, null, null);
  }

  /// The rows that a number counts.
  public String rowsUrl(Row row, @Nullable String result) {
    return Asked.url("/reports/rows", period, of, row.by(), row.key(), result);
  }

  /// The same page with the period before, or without it.
  public String besideUrl() {
    var url = Asked.url("/reports", period, of, by, null, null);
    return before == null ? url + "&beside=" + Asked.BEFORE : url;
  }

  /// The days of the period before.
  public String daysBefore(Ui ui) {
    var earlier = period.before();
    return ui.t("reports.days", DAY.format(earlier.from()), DAY.format(earlier.to()));
  }

  public String rowsBefore() {
    return Asked.url("/reports/rows", period.before(), of, null, null, null);
  }

  /// How many were in time beside the period before, in words.
  public String shareTrend(Ui ui, Figure earlier) {
    return ui.t("reports.trend.share." + Trend.ofShares(report.whole(), earlier).word());
  }

  /// How long it took beside the period before, in words.
  public String timeTrend(Ui ui, Figure earlier) {
    return ui.t("reports.trend.time." + Trend.ofTimes(report.whole(), earlier).word());
  }

  public String median(Ui ui, Figure figure) {
    var times = figure.times();
    return times == null ? ui.t("reports.few") : length(times.median());
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
        "reports.about",
        DAY.format(period.from()),
        DAY.format(period.to()),
        ui.zoneName(period.zone()));
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
