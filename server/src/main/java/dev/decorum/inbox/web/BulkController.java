package dev.decorum.inbox.web;

import dev.decorum.inbox.BulkChanges;
import dev.decorum.inbox.BulkOutcome;
import dev.decorum.inbox.Change;
import dev.decorum.inbox.Chosen;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.Priority;
import dev.decorum.inbox.Status;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What a member does with many conversations at once.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class BulkController {

  /// A number and the version that the list showed.
  private static final Pattern CHOSEN = Pattern.compile("([0-9]{1,18})(?:\\.([0-9]{1,9}))?");

  /// As many numbers as a toast names.
  private static final int NAMED = 5;

  private final BulkChanges bulk;
  private final Queues queues;
  private final Staff staff;

  BulkController(BulkChanges bulk, Queues queues, Staff staff) {
    this.bulk = bulk;
    this.queues = queues;
    this.staff = staff;
  }

  /// @param chosen numbers with versions, as the boxes of the list have them
  /// @param all whether everything in the list is meant, shown or not
  /// @param action what is done: `status-resolved`, `assign`, `team`, `priority-high`, `tag`,
  ///   `untag`, `snooze-2026-03-01T09:00:00Z`, `trash`, `spam`
  /// @param assignee with `assign`: number of a member; empty: nobody
  /// @param team with `team`: number of a team; empty: everybody
  /// @param tags with `tag` and `untag`
  @PostMapping("/inbox/bulk")
  String change(
      Viewer viewer,
      @RequestParam(name = "no", defaultValue = "") List<String> chosen,
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam(name = "do", defaultValue = "") String action,
      @RequestParam(defaultValue = "") String assignee,
      @RequestParam(defaultValue = "") String team,
      @RequestParam(defaultValue = "") String tags,
      @RequestParam(defaultValue = "all") String view,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String tag,
      RedirectAttributes redirect) {
    ListName list =
        ListName.parse(view).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    String back = "redirect:" + Queues.address(list, sort, tag);
    List<Chosen> picked = chosen.stream().map(BulkController::chosen).toList();
    if (!all && picked.isEmpty()) {
      Toast.of("inbox.bulk.nothing").afterRedirect(redirect);
      return back;
    }
    try {
      Change change = change(action, assignee, team, tags);
      BulkOutcome outcome =
          all
              ? bulk.changeAll(
                  viewer, queues.filter(viewer, list, tag), queues.sort(viewer, list, sort), change)
              : bulk.change(viewer, picked, change);
      Toast toast = toast(outcome);
      (outcome.undo() == null
              ? toast
              : toast.undoneBy("/inbox/bulk/" + outcome.undo() + "/undo?view=" + list.word()))
          .afterRedirect(redirect);
    } catch (MessageRefused refused) {
      Toast.of(refused.messageKey()).afterRedirect(redirect);
    }
    return back;
  }

  @PostMapping("/inbox/bulk/{id}/undo")
  String undo(
      Viewer viewer,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "all") String view,
      RedirectAttributes redirect) {
    BulkOutcome outcome = bulk.undo(viewer, id);
    Toast.of(
            outcome.changed() == 0 && outcome.left().isEmpty()
                ? "inbox.undo.too_late"
                : outcome.left().isEmpty() ? "inbox.bulk.undone" : "inbox.bulk.undone.left",
            String.valueOf(outcome.changed()),
            numbers(outcome.left()))
        .afterRedirect(redirect);
    return "redirect:" + Queues.address(ListName.parse(view).orElse(ListName.ALL), null, null);
  }

  private static Toast toast(BulkOutcome outcome) {
    String count = outcome.changed() == 0 ? ".none" : outcome.changed() == 1 ? ".one" : "";
    String key =
        "inbox.bulk.done"
            + (outcome.more() ? "" : count)
            + (outcome.left().isEmpty() ? "" : ".left")
            + (outcome.more() ? ".more" : "");
    return Toast.of(key, String.valueOf(outcome.changed()), numbers(outcome.left()));
  }

  private static String numbers(List<Long> numbers) {
    String named =
        numbers.stream().limit(NAMED).map(no -> "#" + no).collect(Collectors.joining(", "));
    return numbers.size() > NAMED ? named + " …" : named;
  }

  private static Chosen chosen(String text) {
    var parts = CHOSEN.matcher(text);
    if (!parts.matches()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    String version = parts.group(2);
    return new Chosen(
        Long.parseLong(parts.group(1)), version == null ? null : Integer.valueOf(version));
  }

  private Change change(String action, String assignee, String team, String tags) {
    int dash = action.indexOf('-');
    String what = dash < 0 ? action : action.substring(0, dash);
    String how = dash < 0 ? "" : action.substring(dash + 1);
    try {
      return switch (what) {
        case "status" -> new Change.ToStatus(Status.of(how));
        case "snooze" -> new Change.Snooze(Instant.parse(how));
        case "assign" -> new Change.Assign(member(assignee));
        case "team" -> new Change.MoveTo(team(team));
        case "priority" -> new Change.Prioritise(Priority.of(how));
        case "tag" -> new Change.AddTags(words(tags));
        case "untag" -> new Change.RemoveTags(words(tags));
        case "trash" -> new Change.Trash(false);
        case "spam" -> new Change.Trash(true);
        default -> throw new IllegalArgumentException(what);
      };
    } catch (IllegalArgumentException | DateTimeParseException malformed) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
  }

  private @Nullable MemberId member(String no) {
    return no.isEmpty()
        ? null
        : staff
            .memberByNo(Integer.parseInt(no))
            .map(Member::id)
            .orElseThrow(IllegalArgumentException::new);
  }

  private @Nullable TeamId team(String no) {
    return no.isEmpty()
        ? null
        : staff
            .teamByNo(Integer.parseInt(no))
            .map(Team::id)
            .orElseThrow(IllegalArgumentException::new);
  }

  private static Set<String> words(String tags) {
    var words =
        Arrays.stream(tags.split(","))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (words.isEmpty()) {
      throw new MessageRefused(MessageRefused.Reason.BAD_TAGS);
    }
    return words;
  }
}
