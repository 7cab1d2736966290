package dev.decorum.inbox.web;

import dev.decorum.inbox.Condition;
import dev.decorum.inbox.Condition.Field;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.NewView;
import dev.decorum.inbox.SavedView;
import dev.decorum.inbox.SavedViewNotFound;
import dev.decorum.inbox.SavedViews;
import dev.decorum.inbox.View;
import dev.decorum.inbox.ViewRefused;
import dev.decorum.inbox.ViewRefused.Reason;
import dev.decorum.inbox.web.ConversationPage.Choice;
import dev.decorum.inbox.web.QueuePage.Row;
import dev.decorum.inbox.web.SavedViewsPage.Part;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where members put lists of conversations together. Conditions are added and taken away by the
/// buttons of one form, which comes back with everything that was in it.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class SavedViewsController {

  private static final int SHOWN = 5;

  private final SavedViews views;
  private final ViewValues values;
  private final Inbox inbox;
  private final Queues queues;
  private final Staff staff;

  SavedViewsController(
      SavedViews views, ViewValues values, Inbox inbox, Queues queues, Staff staff) {
    this.views = views;
    this.values = values;
    this.inbox = inbox;
    this.queues = queues;
    this.staff = staff;
  }

  @GetMapping("/inbox/views")
  String list(Viewer viewer, Model model) {
    List<SavedView> all = views.of(viewer);
    Map<Integer, Integer> counts = views.counts(viewer, all);
    Map<Field, Map<String, String>> labels = new HashMap<>();
    model.addAttribute(
        "page",
        new SavedViewsPage(
            all.stream()
                .map(
                    view ->
                        new SavedViewsPage.Line(
                            queues.link(view, counts),
                            view.rule().any(),
                            view.rule().conditions().stream()
                                .map(condition -> part(condition, labels))
                                .toList()))
                .toList()));
    return "inbox/views";
  }

  private Part part(Condition condition, Map<Field, Map<String, String>> labels) {
    Map<String, String> known = labels.computeIfAbsent(condition.field(), values::of);
    ViewForm.Line line = ViewForm.Line.of(condition);
    List<String> words =
        ViewForm.Line.timed(condition.field())
            ? List.of(
                line.values().getFirst(), "inbox.views.unit." + (line.days() ? "days" : "hours"))
            : condition.values().stream()
                .map(value -> known.getOrDefault(value, known.isEmpty() ? value : "–"))
                .toList();
    return new Part(condition.field(), condition.operator(), words);
  }

  @GetMapping("/inbox/views/new")
  String form(Viewer viewer, Model model) {
    return form(viewer, null, ViewForm.empty(), -1, FormErrors.none(), model);
  }

  @GetMapping("/inbox/views/{no}")
  String show(Viewer viewer, @PathVariable int no, Model model) {
    SavedView view = views.get(viewer, no);
    if (!view.editable()) {
      throw new SavedViewNotFound();
    }
    ViewForm form = ViewForm.of(view, view.team() == null ? "" : teamNo(view.team()));
    return form(viewer, view, form, -1, FormErrors.none(), model);
  }

  private String teamNo(TeamId team) {
    return staff.team(team).map(found -> String.valueOf(found.no())).orElse("");
  }

  @PostMapping("/inbox/views")
  String add(
      Viewer viewer,
      @RequestParam MultiValueMap<String, String> sent,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return sent(viewer, null, sent, model, response, redirect);
  }

  @PostMapping("/inbox/views/{no}")
  String change(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam MultiValueMap<String, String> sent,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    SavedView view = views.get(viewer, no);
    if (!view.editable()) {
      throw new SavedViewNotFound();
    }
    return sent(viewer, view, sent, model, response, redirect);
  }

  /// @param sent `do` says which button was pressed: `add`, `try`, the place of a condition to take
  ///   away, or else to save
  private String sent(
      Viewer viewer,
      @Nullable SavedView view,
      MultiValueMap<String, String> sent,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    ViewForm form = ViewForm.read(sent);
    String pressed = Objects.requireNonNullElse(sent.getFirst("do"), "");
    if (pressed.equals("add")) {
      ViewForm more = form.and(field(sent.getFirst("add")));
      return form(viewer, view, more, more.lines().size() - 1, FormErrors.none(), model);
    }
    if (pressed.equals("try")) {
      return form(viewer, view, form, -1, incomplete(form), model);
    }
    if (pressed.matches("[0-9]{1,2}")) {
      ViewForm fewer = form.without(Integer.parseInt(pressed));
      return form(viewer, view, fewer, -1, FormErrors.none(), model);
    }
    try {
      return saved(viewer, view, form, redirect);
    } catch (ViewRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(viewer, view, form, -1, errors(refused, form), model);
    }
  }

  private String saved(
      Viewer viewer, @Nullable SavedView view, ViewForm form, RedirectAttributes redirect) {
    var wanted = new NewView(form.name(), team(form.team()), form.rule(), form.sort());
    int no;
    if (view == null) {
      no = views.add(viewer, wanted);
    } else {
      no = view.no();
      views.change(viewer, no, form.version(), wanted);
    }
    Toast.of("inbox.views.saved").afterRedirect(redirect);
    return "redirect:/inbox/" + ListName.saved(no).word();
  }

  private @Nullable TeamId team(String no) {
    return no.isEmpty()
        ? null
        : staff.teams().stream()
            .filter(team -> String.valueOf(team.no()).equals(no))
            .findFirst()
            .map(Team::id)
            .orElseThrow(() -> new ViewRefused(Reason.NOT_YOUR_TEAM));
  }

  private static Field field(@Nullable String word) {
    try {
      return word == null ? Field.STATE : Field.of(word);
    } catch (IllegalArgumentException unknown) {
      return Field.STATE;
    }
  }

  private static FormErrors errors(ViewRefused refused, ViewForm form) {
    return switch (refused.reason()) {
      case NO_NAME, LONG_NAME -> FormErrors.none().and("name", refused.messageKey());
      case NOT_YOUR_TEAM -> FormErrors.none().and("team", refused.messageKey());
      case INCOMPLETE -> incomplete(form);
      case NO_CONDITION, TOO_MANY_CONDITIONS, TOO_MANY_VIEWS ->
          FormErrors.none().and("add", refused.messageKey());
    };
  }

  private static FormErrors incomplete(ViewForm form) {
    FormErrors errors = FormErrors.none();
    for (int i = 0; i < form.lines().size(); i++) {
      ViewForm.Line line = form.lines().get(i);
      if (!line.condition().complete()) {
        errors = errors.and("value-" + i, "inbox.views.refusal." + line.field().word());
      }
    }
    return errors;
  }

  @PostMapping("/inbox/views/{no}/up")
  String up(Viewer viewer, @PathVariable int no) {
    views.move(viewer, no, true);
    return "redirect:/inbox/views";
  }

  @PostMapping("/inbox/views/{no}/down")
  String down(Viewer viewer, @PathVariable int no) {
    views.move(viewer, no, false);
    return "redirect:/inbox/views";
  }

  @PostMapping("/inbox/views/{no}/delete")
  String delete(Viewer viewer, @PathVariable int no, RedirectAttributes redirect) {
    views.remove(viewer, no);
    Toast.of("inbox.views.deleted")
        .undoneBy("/inbox/views/" + no + "/restore")
        .afterRedirect(redirect);
    return "redirect:/inbox/views";
  }

  @PostMapping("/inbox/views/{no}/restore")
  String restore(Viewer viewer, @PathVariable int no, RedirectAttributes redirect) {
    views.restore(viewer, no);
    Toast.of("inbox.views.restored").afterRedirect(redirect);
    return "redirect:/inbox/views";
  }

  private String form(
      Viewer viewer,
      @Nullable SavedView view,
      ViewForm form,
      int fresh,
      FormErrors errors,
      Model model) {
    model.addAttribute(
        "page",
        new SavedViewPage(
            view == null ? null : view.no(),
            form.version(),
            form.name(),
            form.any(),
            form.sort(),
            teams(viewer, view, form),
            form.lines().stream().map(this::line).toList(),
            values.fields(),
            fresh,
            found(viewer, form),
            errors));
    return "inbox/view";
  }

  private List<Choice> teams(Viewer viewer, @Nullable SavedView view, ViewForm form) {
    var own = staff.member(viewer.id()).map(Member::teams).orElse(Set.of());
    Stream<Team> open =
        staff.teams().stream()
            .filter(
                team ->
                    viewer.role() == Role.ADMIN
                        || own.contains(team.id())
                        || view != null && team.id().equals(view.team()));
    return open.map(
            team -> {
              String no = String.valueOf(team.no());
              return new Choice(no, team.name(), no.equals(form.team()));
            })
        .toList();
  }

  private SavedViewPage.Line line(ViewForm.Line line) {
    List<Choice> choices =
        values.of(line.field()).entrySet().stream()
            .map(
                known ->
                    new Choice(
                        known.getKey(), known.getValue(), line.values().contains(known.getKey())))
            .toList();
    return new SavedViewPage.Line(
        line.field(), line.operator(), choices, String.join(", ", line.values()), line.days());
  }

  private @Nullable List<Row> found(Viewer viewer, ViewForm form) {
    var rule = form.rule();
    if (rule.conditions().isEmpty() || !rule.conditions().stream().allMatch(Condition::complete)) {
      return null;
    }
    return inbox
        .list(viewer, ConversationFilter.of(View.ALL).rule(rule), form.sort(), null, SHOWN)
        .items()
        .stream()
        .map(row -> queues.row(viewer, row, null))
        .toList();
  }
}
