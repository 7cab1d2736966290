package dev.decorum.reports.web;

import dev.decorum.reports.Counted;
import dev.decorum.reports.Question;
import dev.decorum.reports.Result;
import dev.decorum.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a figure is made of.
///
/// @param group what the group is called; null: its key says it, or there is none
/// @param next where the list goes on; null: nowhere
public record RowsPage(
    Question question, @Nullable String group, List<Row> rows, @Nullable String next) {

  public RowsPage {
    rows = List.copyOf(rows);
  }

  /// @param words what was promised, or what the conversation is about
  public record Row(Counted counted, String words, String url, String client) {

    public String tone() {
      return switch (counted.result()) {
        case ON_TIME -> "ok";
        case LATE, UNDONE -> "warn";
        case BROKEN -> "danger";
        case WITHDRAWN -> "line";
      };
    }

    public String took() {
      var took = counted.took();
      return took == null ? "" : ReportPage.length(took);
    }
  }

  /// Such as "Promises: late, Email".
  public String title(Ui ui) {
    var title = new StringBuilder(ui.t("reports.of." + question.of().word()));
    var result = result();
    if (result != null) title.append(": ").append(ui.t("reports.result." + result));
    var by = question.by();
    var key = question.key();
    if (by != null && key != null) {
      title.append(", ");
      title.append(group != null ? group : ReportPage.name(ui, by, key));
    }
    return title.toString();
  }

  public String about(Ui ui) {
    return ReportPage.about(ui, question.period());
  }

  private @Nullable String result() {
    if (question.renegotiated()) return Asked.RENEGOTIATED;
    Result result = question.result();
    return result == null ? null : result.word();
  }

  private String url(String path) {
    return Asked.url(
        path, question.period(), question.of(), question.by(), question.key(), result());
  }

  public String home() {
    return Asked.url("/reports", question.period(), question.of(), question.by(), null, null);
  }

  public String file() {
    return url("/reports/rows.csv");
  }

  public @Nullable String nextUrl() {
    return next == null ? null : url("/reports/rows") + "&cursor=" + next;
  }
}
