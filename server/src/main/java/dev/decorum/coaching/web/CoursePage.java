package dev.decorum.coaching.web;

import dev.decorum.coaching.Course;
import dev.decorum.coaching.Course.Figure;
import dev.decorum.coaching.Course.Pattern;
import dev.decorum.coaching.Edition;
import dev.decorum.conduct.Score.Dimension;
import dev.decorum.staff.Member;
import dev.decorum.staff.Team;
import dev.decorum.web.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How messages were written over time.
///
/// @param whose `own`, `team`, `person` or `client`
/// @param name of the team, the person or the client; empty: one's own
/// @param address of the page
/// @param editions by which the figures can be shown, the one in force first
/// @param edition that was chosen; null: each message's newest
/// @param teams whose course may be looked at, on one's own page
/// @param people whose course may be looked at, on one's own page
public record CoursePage(
    String whose,
    String name,
    String address,
    Course course,
    List<Edition> editions,
    @Nullable Integer edition,
    List<Team> teams,
    List<Member> people) {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);
  private static final DateTimeFormatter IN_TABLE =
      DateTimeFormatter.ofPattern("MMM yyyy", Locale.UK);
  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MMM", Locale.UK);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.UK);

  public CoursePage {
    editions = List.copyOf(editions);
    teams = List.copyOf(teams);
    people = List.copyOf(people);
  }

  public Chart chart() {
    return Chart.of(course.months());
  }

  public List<Dimension> dimensions() {
    return Arrays.asList(Dimension.values());
  }

  public String word(Dimension dimension) {
    return dimension.name().toLowerCase(Locale.ROOT);
  }

  public String title(Ui ui) {
    return name.isEmpty() ? ui.t("coaching.own") : ui.t("coaching.title." + whose, name);
  }

  /// A line of a table of figures.
  public record Row(String name, Figure figure) {}

  public List<Row> months() {
    var months = course.months().reversed();
    return months.stream().map(one -> new Row(IN_TABLE.format(one.first()), one.figure())).toList();
  }

  /// All messages, and those on each channel.
  public List<Row> channels(Ui ui) {
    var rows = new ArrayList<Row>();
    var whole = course.whole();
    if (whole != null) rows.add(new Row(ui.t("coaching.all"), whole));
    for (var one : course.channels()) {
      rows.add(new Row(ui.t("coaching.channel." + one.channel()), one.figure()));
    }
    return rows;
  }

  /// The median mark, or a dash where none of the messages can be judged by it.
  public String mark(Ui ui, Figure figure, Dimension dimension) {
    var mark = figure.mark(dimension);
    return mark == null ? ui.t("coaching.none") : "" + mark;
  }

  public String pattern(Ui ui, Pattern pattern) {
    var key = "coach.finding." + pattern.category();
    var words = ui.t(key);
    return ui.t(
        pattern.aside() == 0 ? "coaching.pattern" : "coaching.pattern.aside",
        words.equals(key) ? ui.t("coach.finding.other") : words,
        pattern.messages(),
        pattern.aside(),
        pattern.fits(),
        pattern.mistaken(),
        pattern.agreed());
  }

  public String shortMonth(LocalDate month) {
    return SHORT.format(month);
  }

  public String time(Ui ui, Instant at) {
    return MINUTE.format(at.atZone(ui.zone()));
  }

  /// What the drawing shows, in words.
  public String told(Ui ui) {
    var points = chart().points();
    return points.isEmpty()
        ? ""
        : ui.t(
            "coaching.chart",
            MONTH.format(points.getFirst().month()),
            points.getFirst().value(),
            MONTH.format(points.getLast().month()),
            points.getLast().value());
  }
}
