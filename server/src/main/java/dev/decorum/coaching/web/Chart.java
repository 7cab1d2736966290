package dev.decorum.coaching.web;

import dev.decorum.coaching.Course.Month;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Medians by month, as places on a drawing of 400 by 140.
public record Chart(List<Point> points, List<Line> lines) {

  private static final int LEFT = 32;
  private static final int RIGHT = 388;
  private static final int TOP = 12;
  private static final int BOTTOM = 112;

  public Chart {
    points = List.copyOf(points);
    lines = List.copyOf(lines);
  }

  /// A month's median.
  public record Point(int x, int y, LocalDate month, int value) {}

  /// Joins two months that follow each other; a month without a figure is a gap.
  public record Line(Point from, Point to) {}

  static Chart of(List<Month> months) {
    if (months.size() < 2) return new Chart(List.of(), List.of());
    var first = months.getFirst().first();
    long span = ChronoUnit.MONTHS.between(first, months.getLast().first());
    var points = new ArrayList<Point>();
    var lines = new ArrayList<Line>();
    for (var month : months) {
      long after = ChronoUnit.MONTHS.between(first, month.first());
      int x = LEFT + (int) ((RIGHT - LEFT) * after / span);
      int value = month.figure().overall();
      var point = new Point(x, y(value), month.first(), value);
      if (!points.isEmpty() && points.getLast().month().plusMonths(1).equals(month.first())) {
        lines.add(new Line(points.getLast(), point));
      }
      points.add(point);
    }
    return new Chart(points, lines);
  }

  /// Where a mark from 0 to 100 stands.
  public static int y(int mark) {
    return BOTTOM - (BOTTOM - TOP) * mark / 100;
  }
}
