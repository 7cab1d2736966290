package dev.decorum.coach.web;

import dev.decorum.coach.Coach;
import dev.decorum.coach.Pace;
import dev.decorum.inbox.DraftName;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Reads along while somebody writes.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class CheckController {

  private final Coach coach;
  private final Remarks remarks;

  CheckController(Coach coach, Remarks remarks) {
    this.coach = coach;
    this.remarks = remarks;
  }

  /// @param revision of the text, as the browser counts; comes back with the answer
  /// @param caret see [Pace]
  /// @param dismiss what the writer does not want to hear about this draft again
  @PostMapping("/drafts/{name}/check")
  String check(
      Viewer viewer,
      @PathVariable String name,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable Long client,
      @RequestParam(defaultValue = "0") long revision,
      @RequestParam(defaultValue = "-1") int caret,
      @RequestParam(defaultValue = "true") boolean settled,
      @RequestParam(defaultValue = "") Set<String> shown,
      @RequestParam(required = false) @Nullable String dismiss,
      Model model) {
    var draft =
        DraftName.parse(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    if (dismiss != null) {
      coach.dismiss(viewer, draft, dismiss);
    }
    var pace = new Pace(caret, settled, shown);
    model.addAttribute(
        "page",
        CoachPanel.page(
                "/drafts/" + name,
                revision,
                true,
                text,
                () -> coach.check(viewer, draft, client, text, pace),
                checked -> remarks.on(viewer, draft.conversation(), checked))
            .rewording(remarks.reword()));
    return "coach/findings";
  }
}
