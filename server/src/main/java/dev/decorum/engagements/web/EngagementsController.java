package dev.decorum.engagements.web;

import static java.util.stream.Collectors.toSet;

import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.engagements.Engagement;
import dev.decorum.engagements.EngagementChange;
import dev.decorum.engagements.EngagementLetters;
import dev.decorum.engagements.EngagementNotFound;
import dev.decorum.engagements.EngagementRefused;
import dev.decorum.engagements.EngagementRefused.Reason;
import dev.decorum.engagements.Engagements;
import dev.decorum.engagements.Milestone;
import dev.decorum.engagements.NewEngagement;
import dev.decorum.engagements.PreparedLetters;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.Recipients;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Services under way, and what is done about them.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class EngagementsController {

  private final Engagements engagements;
  private final EngagementLetters letters;
  private final EngagementLines lines;
  private final Clients clients;
  private final PreparedLetters prepared;
  private final Staff staff;

  EngagementsController(
      Engagements engagements,
      EngagementLetters letters,
      EngagementLines lines,
      Clients clients,
      PreparedLetters prepared,
      Staff staff) {
    this.engagements = engagements;
    this.letters = letters;
    this.lines = lines;
    this.clients = clients;
    this.prepared = prepared;
    this.staff = staff;
  }

  /// @param who `all`, or else one's own
  @GetMapping("/engagements")
  @Requires(Permission.READ_CLIENTS)
  String list(Viewer viewer, @RequestParam(defaultValue = "") String who, Model model) {
    boolean mine = !who.equals("all");
    model.addAttribute("page", new EngagementsPage(mine, lines.of(engagements.list(viewer, mine))));
    return "engagements/engagements";
  }

  @GetMapping("/engagements/{no}")
  @Requires(Permission.READ_CLIENTS)
  String show(Viewer viewer, @PathVariable long no, Model model) {
    return page(viewer, no, FormErrors.none(), model);
  }

  // --- describing one

  @GetMapping("/clients/{no}/engagements/new")
  String form(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable Long conversation,
      Model model) {
    var client = clients.getToServe(viewer, no).summary();
    return form(viewer, client, null, EngagementForm.empty(conversation), FormErrors.none(), model);
  }

  @PostMapping("/clients/{no}/engagements")
  String begin(
      Viewer viewer,
      @PathVariable long no,
      @ModelAttribute EngagementForm form,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var client = clients.getToServe(viewer, no).summary();
    try {
      long made = engagements.begin(viewer, client.no(), described(viewer, form));
      Toast.of("engagements.began").afterRedirect(redirect);
      return "redirect:/engagements/" + made;
    } catch (EngagementRefused refused) {
      response.setStatus(refused.status().value());
      return form(viewer, client, null, form, errors(refused), model);
    }
  }

  @GetMapping("/engagements/{no}/edit")
  String edit(Viewer viewer, @PathVariable long no, Model model) {
    var one = engagements.get(viewer, no);
    var owner = one.owner();
    var number = owner == null ? null : staff.member(owner).map(Member::no).orElse(null);
    return form(viewer, one.client(), no, EngagementForm.of(one, number), FormErrors.none(), model);
  }

  @PostMapping("/engagements/{no}")
  String change(
      Viewer viewer,
      @PathVariable long no,
      @ModelAttribute EngagementForm form,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    try {
      engagements.change(viewer, no, described(viewer, form));
      return saved(no, redirect);
    } catch (EngagementRefused refused) {
      response.setStatus(refused.status().value());
      var client = engagements.get(viewer, no).client();
      return form(viewer, client, no, form, errors(refused), model);
    }
  }

  private NewEngagement described(Viewer viewer, EngagementForm form) {
    return new NewEngagement(
        EngagementForm.typed(form.title()),
        form.owner() == null ? viewer.id() : member(form.owner()),
        form.conversationNo(),
        form.schedule());
  }

  private MemberId member(int no) {
    return staff
        .memberByNo(no)
        .map(Member::id)
        .orElseThrow(() -> new EngagementRefused(Reason.UNFIT_OWNER));
  }

  private String form(
      Viewer viewer,
      ClientSummary client,
      @Nullable Long no,
      EngagementForm form,
      FormErrors errors,
      Model model) {
    model.addAttribute(
        "page",
        new EngagementFormPage(
            client,
            no,
            form,
            lines.colleagues(viewer, one -> Objects.equals(one.no(), form.owner())),
            viewer.no(),
            errors));
    return "engagements/form";
  }

  /// @param state a word of [Engagement.State]
  @PostMapping("/engagements/{no}/state")
  String state(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam Engagement.State state,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    return changed(viewer, no, () -> engagements.to(viewer, no, state), response, model, redirect);
  }

  // --- milestones

  @PostMapping("/engagements/{no}/milestones")
  String add(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(required = false) @Nullable Integer owner,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        () ->
            engagements.add(
                viewer, no, name, owner == null ? viewer.id() : member(owner), day(day)),
        response,
        model,
        redirect);
  }

  /// What is done to a milestone, as a form says it.
  ///
  /// @param knows whether the client knows the new day
  record Step(
      @Nullable String day,
      @Nullable String reason,
      @Nullable Boolean knows,
      @Nullable Integer member) {}

  /// @param what `start`, `done`, `reopen`, `drop`, `move`, `told` or `give`
  @PostMapping("/engagements/{no}/milestones/{milestone}/{what}")
  String step(
      Viewer viewer,
      @PathVariable long no,
      @PathVariable long milestone,
      @PathVariable String what,
      @ModelAttribute Step step,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    return changed(
        viewer, no, () -> step(viewer, no, milestone, what, step), response, model, redirect);
  }

  private void step(Viewer viewer, long no, long milestone, String what, Step step) {
    var reason = EngagementForm.typed(step.reason());
    switch (what) {
      case "start" -> engagements.start(viewer, no, milestone);
      case "done" -> engagements.done(viewer, no, milestone);
      case "reopen" -> engagements.reopen(viewer, no, milestone);
      case "drop" -> engagements.drop(viewer, no, milestone, reason);
      case "move" ->
          engagements.move(
              viewer,
              no,
              milestone,
              day(EngagementForm.typed(step.day())),
              reason,
              Boolean.TRUE.equals(step.knows()));
      case "told" -> engagements.told(viewer, no, milestone);
      case "give" ->
          engagements.give(
              viewer, no, milestone, member(Objects.requireNonNullElse(step.member(), 0)));
      default -> throw new EngagementNotFound();
    }
  }

  // --- telling the client

  /// Words of a report in a message of the viewer: a person finishes and sends them.
  @PostMapping("/engagements/{no}/report")
  String report(Viewer viewer, @PathVariable long no) {
    var one = engagements.get(viewer, no);
    var conversation = one.conversation();
    if (one.drafted() && conversation != null && prepared.underWay(viewer, conversation)) {
      return "redirect:/c/" + conversation + "#text";
    }
    var letter = letters.report(viewer, one);
    return written(viewer, one, letter, draft -> engagements.reportDrafted(viewer, no, draft));
  }

  @PostMapping("/engagements/{no}/skip")
  String skip(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String reason,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    return changed(
        viewer, no, () -> engagements.skipReport(viewer, no, reason), response, model, redirect);
  }

  /// Words about the days that are not kept, the same way.
  @PostMapping("/engagements/{no}/notice")
  String notice(Viewer viewer, @PathVariable long no, HttpServletResponse response, Model model) {
    var one = engagements.get(viewer, no);
    if (one.slipping(engagements.today()).isEmpty()) {
      var refused = new EngagementRefused(Reason.NOTHING_TO_TELL);
      response.setStatus(refused.status().value());
      return page(viewer, no, errors(refused), model);
    }
    var letter = letters.notice(viewer, one);
    return written(viewer, one, letter, draft -> engagements.noticeDrafted(viewer, no, draft));
  }

  private String written(Viewer viewer, Engagement one, String letter, Consumer<DraftId> drafted) {
    if (one.state().ended()) throw new EngagementRefused(Reason.OVER);
    var conversation = one.conversation();
    if (conversation != null) {
      drafted.accept(prepared.intoReply(viewer, conversation, one.client().no(), letter));
      return "redirect:/c/" + conversation + "#text";
    }
    var emails = clients.get(viewer, one.client().no()).details().emails();
    var content =
        new DraftContent(
            letter,
            letters.subject(one),
            emails.isEmpty() ? null : Recipients.to(Address.of(emails.getFirst().value())));
    var draft = prepared.asFirstMessage(viewer, one.client().no(), content);
    drafted.accept(draft.id());
    return "redirect:/compose?draft=" + draft.id().id() + "&client=" + one.client().no();
  }

  // --- pages

  private String changed(
      Viewer viewer,
      long no,
      Runnable change,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    try {
      change.run();
    } catch (EngagementRefused refused) {
      response.setStatus(refused.status().value());
      return page(viewer, no, errors(refused), model);
    }
    return saved(no, redirect);
  }

  private static String saved(long no, RedirectAttributes redirect) {
    Toast.of("engagements.saved").afterRedirect(redirect);
    return "redirect:/engagements/" + no;
  }

  private String page(Viewer viewer, long no, FormErrors errors, Model model) {
    var one = engagements.get(viewer, no);
    var history = engagements.history(viewer, no).reversed();
    var names = new HashMap<UUID, String>();
    one.milestones().forEach(each -> name(each.owner(), names));
    history.stream().map(EngagementChange::by).forEach(by -> name(by, names));
    var owners = one.milestones().stream().map(Milestone::owner).collect(toSet());
    boolean writes = viewer.may(Permission.WRITE_CLIENTS);
    model.addAttribute(
        "page",
        new EngagementPage(
            lines.of(one),
            history,
            names,
            lines.colleagues(viewer, member -> owners.contains(member.id())),
            viewer.no(),
            writes,
            errors));
    return "engagements/engagement";
  }

  private void name(@Nullable MemberId member, HashMap<UUID, String> names) {
    if (member == null) return;
    staff.member(member).ifPresent(known -> names.put(member.id(), known.name()));
  }

  private static FormErrors errors(EngagementRefused refused) {
    return FormErrors.none().and(refused.field(), refused.messageKey());
  }

  private static LocalDate day(String typed) {
    try {
      return LocalDate.parse(typed.strip());
    } catch (DateTimeException unreadable) {
      throw new EngagementRefused(Reason.NO_DAY);
    }
  }
}
