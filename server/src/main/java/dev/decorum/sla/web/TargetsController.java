package dev.decorum.sla.web;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.hours.Calendar;
import dev.decorum.hours.CalendarId;
import dev.decorum.hours.Calendars;
import dev.decorum.inbox.Priority;
import dev.decorum.sla.ClockKind;
import dev.decorum.sla.Conditions;
import dev.decorum.sla.NewPolicy;
import dev.decorum.sla.Policies;
import dev.decorum.sla.Policy;
import dev.decorum.sla.PolicyRefused;
import dev.decorum.sla.Simulator;
import dev.decorum.sla.Step;
import dev.decorum.sla.Target;
import dev.decorum.sla.Written;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Refusal;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where admins say how soon clients are answered, and try what that comes to.
@Controller
@RequestMapping(TargetsController.HOME)
@Requires(Permission.MANAGE_STAFF)
class TargetsController {

  static final String HOME = "/admin/targets";

  private final Policies policies;
  private final Simulator simulator;
  private final Calendars calendars;
  private final Staff staff;
  private final Clients clients;
  private final Clock clock;

  TargetsController(
      Policies policies,
      Simulator simulator,
      Calendars calendars,
      Staff staff,
      Clients clients,
      Clock clock) {
    this.policies = policies;
    this.simulator = simulator;
    this.calendars = calendars;
    this.staff = staff;
    this.clients = clients;
    this.clock = clock;
  }

  /// @param at when a message might come, on the clocks of the reader; nothing is tried without
  @GetMapping
  String list(
      Viewer viewer,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(defaultValue = "email") String channel,
      @RequestParam(defaultValue = "normal") String priority,
      @RequestParam(defaultValue = "0") int team,
      @RequestParam(defaultValue = "") String tags,
      Locale language,
      Model model) {
    var question =
        new TargetsPage.Question(
            at != null
                ? at
                : LocalDateTime.ofInstant(clock.instant(), viewer.zone())
                    .truncatedTo(ChronoUnit.MINUTES)
                    .toString(),
            channel,
            priority,
            team,
            tags);
    TargetsPage.Trial trial = null;
    var errors = FormErrors.none();
    if (at != null) {
      try {
        trial = trial(viewer, question, language);
      } catch (DateTimeException unreadable) {
        errors = errors.and("at", "sla.trial.at.invalid");
      }
    }
    var named = names();
    model.addAttribute(
        "page",
        new TargetsPage(
            policies.all().stream().map(policy -> row(policy, named)).toList(),
            staff.teams(),
            question,
            trial,
            errors));
    return "sla/targets";
  }

  private TargetsPage.Trial trial(Viewer viewer, TargetsPage.Question asked, Locale language) {
    var at = LocalDateTime.parse(asked.at()).atZone(viewer.zone()).toInstant();
    var message =
        new Simulator.Message(
            at,
            known(asked.channel(), Channel::of).orElse(Channel.EMAIL),
            known(asked.priority(), Priority::of).orElse(Priority.NORMAL),
            staff.teamByNo(asked.team()).map(Team::id).orElse(null),
            null,
            List.copyOf(PolicyForm.words(asked.tags())));
    return simulator
        .answer(message, language)
        .map(
            answer ->
                new TargetsPage.Trial(
                    at, answer.policy(), answer.calendar().work().zone(), answer.due()))
        .orElseGet(() -> new TargetsPage.Trial(at, null, viewer.zone(), Map.of()));
  }

  private static <T> Optional<T> known(String word, Function<String, T> of) {
    try {
      return Optional.of(of.apply(word));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private Map<ClientId, ClientSummary> names() {
    var wanted =
        policies.all().stream().flatMap(one -> one.conditions().clients().stream()).distinct();
    return clients.summaries(wanted.toList());
  }

  private TargetsPage.Row row(Policy policy, Map<ClientId, ClientSummary> named) {
    return new TargetsPage.Row(
        policy,
        policy.conditions().teams().stream()
            .flatMap(id -> staff.team(id).stream())
            .map(Team::name)
            .sorted()
            .toList(),
        policy.conditions().clients().stream()
            .flatMap(id -> Stream.ofNullable(named.get(id)))
            .map(ClientSummary::name)
            .sorted()
            .toList(),
        calendar(policy.calendar()).name(),
        policies.hiding(policy).isPresent());
  }

  private Calendar calendar(@Nullable CalendarId id) {
    return id == null ? calendars.standard() : calendars.of(id);
  }

  @GetMapping("/new")
  String form(Model model) {
    return form(null, PolicyForm.empty(), FormErrors.none(), model);
  }

  @GetMapping("/{no}")
  String show(@PathVariable int no, Model model) {
    var policy = policies.byNo(no);
    return form(policy, written(policy), FormErrors.none(), model);
  }

  @PostMapping
  String add(
      Viewer viewer,
      @ModelAttribute PolicyForm form,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var errors = save(viewer, form, policy -> policies.add(viewer, policy));
    return errors.any()
        ? refused(null, form, errors, model, response)
        : done("sla.saved", redirect);
  }

  @PostMapping("/{no}")
  String change(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam int version,
      @ModelAttribute PolicyForm form,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var before = policies.byNo(no);
    var errors = save(viewer, form, policy -> policies.change(viewer, no, version, policy));
    return errors.any()
        ? refused(before, form, errors, model, response)
        : done("sla.saved", redirect);
  }

  @PostMapping("/{no}/up")
  String up(Viewer viewer, @PathVariable int no, RedirectAttributes redirect) {
    policies.move(viewer, no, true);
    return done("sla.moved", redirect);
  }

  @PostMapping("/{no}/down")
  String down(Viewer viewer, @PathVariable int no, RedirectAttributes redirect) {
    policies.move(viewer, no, false);
    return done("sla.moved", redirect);
  }

  @PostMapping("/{no}/remove")
  String remove(Viewer viewer, @PathVariable int no, RedirectAttributes redirect) {
    policies.remove(viewer, no);
    return done("sla.removed", redirect);
  }

  private static String done(String words, RedirectAttributes redirect) {
    Toast.of(words).afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  private String refused(
      @Nullable Policy policy,
      PolicyForm form,
      FormErrors errors,
      Model model,
      HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return form(policy, form, errors, model);
  }

  /// What is wrong with it; nothing when it was saved.
  private FormErrors save(Viewer viewer, PolicyForm form, Consumer<NewPolicy> saving) {
    var errors = FormErrors.none();
    var targets = new EnumMap<ClockKind, Target>(ClockKind.class);
    for (var kind : ClockKind.values()) {
      var typed = form.length(kind);
      if (typed.isEmpty()) continue;
      var length = Written.length(typed);
      if (length.isEmpty()) errors = errors.and(PolicyForm.field(kind), "sla.length.invalid");
      length.ifPresent(one -> targets.put(kind, new Target(one, form.working(kind))));
    }
    var steps = List.<Step>of();
    try {
      steps = Written.steps(form.steps());
    } catch (Written.StepUnreadable unreadable) {
      errors = errors.and("steps", "sla.steps.invalid", unreadable.line());
    }
    var whom = clients(viewer, form.clients());
    if (whom.isEmpty()) errors = errors.and("clients", "sla.clients.invalid");
    if (errors.any()) return errors;
    try {
      saving.accept(policy(form, whom.get(), targets, steps));
      return errors;
    } catch (PolicyRefused refused) {
      return errors.and(field(refused.reason()), refused.messageKey(), refused.args().toArray());
    }
  }

  private static String field(PolicyRefused.Reason reason) {
    return switch (reason) {
      case NO_NAME, LONG_NAME, TOO_MANY -> "name";
      case CONTRADICTION -> "withoutTags";
      case TOO_MANY_CONDITIONS -> "tags";
      case UNKNOWN_CALENDAR, NO_HOURS -> "calendar";
      case NO_TARGET, BAD_LENGTH -> "first";
      case BAD_STEP, TOO_MANY_STEPS -> "steps";
    };
  }

  private NewPolicy policy(
      PolicyForm form, Set<ClientId> whom, Map<ClockKind, Target> targets, List<Step> steps) {
    return new NewPolicy(
        form.name(),
        new Conditions(
            words(form.channels(), Channel::of),
            form.teams().stream()
                .flatMap(no -> staff.teamByNo(no).stream())
                .map(Team::id)
                .collect(Collectors.toSet()),
            words(form.priorities(), Priority::of),
            whom,
            PolicyForm.words(form.tags()),
            PolicyForm.words(form.withoutTags())),
        form.calendar() == 0 ? null : calendars.byNo(form.calendar()).id(),
        targets,
        steps);
  }

  private static <T> Set<T> words(List<String> words, Function<String, T> of) {
    return words.stream().flatMap(word -> known(word, of).stream()).collect(Collectors.toSet());
  }

  /// Empty where one of the numbers is no client's.
  private Optional<Set<ClientId>> clients(Viewer viewer, String numbers) {
    var found = new HashSet<ClientId>();
    try {
      for (var number : PolicyForm.words(numbers)) {
        found.add(clients.get(viewer, Long.parseLong(number.replace("#", ""))).id());
      }
      return Optional.of(found);
    } catch (NumberFormatException | Refusal unknown) {
      return Optional.empty();
    }
  }

  private PolicyForm written(Policy policy) {
    var conditions = policy.conditions();
    var targets = policy.targets();
    var id = policy.calendar();
    return new PolicyForm(
        policy.name(),
        conditions.channels().stream().map(Channel::word).toList(),
        conditions.teams().stream().flatMap(team -> no(team).stream()).toList(),
        conditions.priorities().stream().map(Priority::word).toList(),
        clients.summaries(List.copyOf(conditions.clients())).values().stream()
            .map(client -> Long.toString(client.no()))
            .sorted()
            .collect(Collectors.joining(", ")),
        String.join(", ", conditions.tags().stream().sorted().toList()),
        String.join(", ", conditions.withoutTags().stream().sorted().toList()),
        id == null ? 0 : calendars.of(id).no(),
        PolicyForm.length(targets, ClockKind.FIRST_RESPONSE),
        PolicyForm.by(targets, ClockKind.FIRST_RESPONSE),
        PolicyForm.length(targets, ClockKind.NEXT_RESPONSE),
        PolicyForm.by(targets, ClockKind.NEXT_RESPONSE),
        PolicyForm.length(targets, ClockKind.UPDATE),
        PolicyForm.by(targets, ClockKind.UPDATE),
        PolicyForm.length(targets, ClockKind.RESOLUTION),
        PolicyForm.by(targets, ClockKind.RESOLUTION),
        Written.steps(policy.steps()));
  }

  private Optional<Integer> no(TeamId team) {
    return staff.team(team).map(Team::no);
  }

  private String form(@Nullable Policy policy, PolicyForm form, FormErrors errors, Model model) {
    var hiding = policy == null ? Optional.<Policy>empty() : policies.hiding(policy);
    model.addAttribute(
        "page",
        new PolicyPage(
            policy,
            form,
            staff.teams(),
            calendars.all().stream().filter(one -> !one.standard()).toList(),
            hiding.map(Policy::name).orElse(null),
            errors));
    return "sla/policy";
  }
}
