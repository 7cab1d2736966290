package dev.decorum.coaching.web;

import dev.decorum.coaching.Answers;
import dev.decorum.coaching.Judging.JudgedFigure;
import dev.decorum.coaching.Round;
import dev.decorum.coaching.Scorecard;
import dev.decorum.staff.Member;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One's own judged messages and, for leads, what is drawn and judged in their teams.
///
/// @param used whether the organisation has switched it on
/// @param judges whether the viewer judges
/// @param waiting how many messages wait for the viewer
public record RoundsPage(
    boolean used,
    boolean judges,
    List<Answers.Line> own,
    JudgedFigure figure,
    int waiting,
    List<Team> teams,
    List<Scorecard> cards,
    List<YearMonth> months,
    List<Round> rounds,
    Map<Member, JudgedFigure> people,
    FormErrors errors) {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

  public RoundsPage {
    own = List.copyOf(own);
    teams = List.copyOf(teams);
    cards = List.copyOf(cards);
    months = List.copyOf(months);
    rounds = List.copyOf(rounds);
  }

  public String month(YearMonth month) {
    return MONTH.format(month);
  }

  /// Two places, as kappa is given.
  public String kappa(Round round) {
    return String.format(Locale.UK, "%.2f", round.kappa().orElse(0));
  }
}
