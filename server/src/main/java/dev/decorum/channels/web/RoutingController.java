package dev.decorum.channels.web;

import dev.decorum.channels.Mailbox;
import dev.decorum.channels.RoutingRule;
import dev.decorum.channels.RoutingRules;
import dev.decorum.channels.RuleRefused;
import dev.decorum.channels.routing.Letter;
import dev.decorum.channels.routing.Rule;
import dev.decorum.channels.routing.RuleBook.Outcome;
import dev.decorum.channels.web.RoutingPage.Line;
import dev.decorum.channels.web.RoutingPage.Part;
import dev.decorum.channels.web.RoutingPage.Recent;
import dev.decorum.channels.web.RoutingPage.Result;
import dev.decorum.channels.web.RoutingPage.Tried;
import dev.decorum.channels.web.RoutingPage.TryForm;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationNotFound;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Priority;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.mail.MailReader;
import dev.decorum.mail.MailUnreadable;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The rules that sort new conversations, for admins and leads.
@Controller
@RequestMapping(RoutingController.HOME)
@Requires(Permission.ROUTE_MAIL)
class RoutingController {

  static final String HOME = "/admin/routing";
  private static final int RECENT = 20;

  /// A first line as only whole mails have it.
  private static final Pattern HEADER =
      Pattern.compile("(?:From |[A-Za-z][A-Za-z0-9-]*:\\s).*", Pattern.DOTALL);

  private final RoutingRules rules;
  private final Inbox inbox;
  private final Staff staff;

  RoutingController(RoutingRules rules, Inbox inbox, Staff staff) {
    this.rules = rules;
    this.inbox = inbox;
    this.staff = staff;
  }

  @GetMapping
  String list(Viewer viewer, Model model) {
    return list(viewer, TryForm.empty(), null, FormErrors.none(), model);
  }

  @PostMapping("/try")
  String tryOn(
      @ModelAttribute TryForm form, Viewer viewer, HttpServletResponse response, Model model) {
    try {
      var letter = letter(viewer, form).orElse(null);
      if (letter != null) {
        var trial = rules.tryOn(viewer, letter);
        var tried =
            trial.findings().stream()
                .map(one -> new Tried(one.rule(), one.finding().fits(), one.finding().checks()))
                .toList();
        var result = new Result(tried, does(trial.outcome()));
        return list(viewer, form, result, FormErrors.none(), model);
      }
    } catch (ConversationNotFound gone) {
      // Said below.
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    var errors = FormErrors.none().and("conversation", "channels.routing.try.no_letter");
    return list(viewer, form, null, errors, model);
  }

  @GetMapping("/new")
  String blank(Viewer viewer, Model model) {
    return form(viewer, null, RuleForm.empty(), FormErrors.none(), model);
  }

  @PostMapping
  String add(
      @ModelAttribute RuleForm form,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    try {
      rules.add(viewer, form.rule(rules.mailboxes(viewer), staff));
      return done("channels.routing.added", redirect);
    } catch (RuleRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(viewer, null, form, errors(refused), model);
    }
  }

  @GetMapping("/{no}")
  String show(@PathVariable int no, Viewer viewer, Model model) {
    var rule = rules.get(viewer, no);
    var form = RuleForm.of(rule.rule(), rule.version(), rules.mailboxes(viewer), staff);
    return form(viewer, rule, form, FormErrors.none(), model);
  }

  @PostMapping("/{no}")
  String change(
      @PathVariable int no,
      @ModelAttribute RuleForm form,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var rule = rules.get(viewer, no);
    try {
      rules.change(viewer, no, form.rule(rules.mailboxes(viewer), staff), form.version());
      return done("channels.saved", redirect);
    } catch (RuleRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(viewer, rule, form, errors(refused), model);
    }
  }

  @PostMapping("/{no}/up")
  String up(@PathVariable int no, Viewer viewer, RedirectAttributes redirect) {
    rules.move(viewer, no, true);
    return done("channels.routing.moved", redirect);
  }

  @PostMapping("/{no}/down")
  String down(@PathVariable int no, Viewer viewer, RedirectAttributes redirect) {
    rules.move(viewer, no, false);
    return done("channels.routing.moved", redirect);
  }

  @PostMapping("/{no}/on")
  String on(@PathVariable int no, Viewer viewer, RedirectAttributes redirect) {
    rules.turn(viewer, no, true);
    return done("channels.routing.turned_on", redirect);
  }

  @PostMapping("/{no}/off")
  String off(@PathVariable int no, Viewer viewer, RedirectAttributes redirect) {
    rules.turn(viewer, no, false);
    return done("channels.routing.turned_off", redirect);
  }

  @PostMapping("/{no}/delete")
  String delete(@PathVariable int no, Viewer viewer, RedirectAttributes redirect) {
    rules.delete(viewer, no);
    return done("channels.routing.deleted", redirect);
  }

  private static String done(String words, RedirectAttributes redirect) {
    Toast.of(words).afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  private static FormErrors errors(RuleRefused refused) {
    var field =
        switch (refused.reason()) {
          case NOT_FOUND, NO_NAME, LONG_NAME, TOO_MANY_RULES -> "name";
          case BAD_SENDER -> "senders";
          case BAD_WORD, TOO_MANY_ENTRIES -> "subject";
          case BAD_LANGUAGE -> "languages";
          case NO_MAILBOX -> "mailboxes";
          case NO_SUCH_TEAM, NO_ACTION -> "team";
          case BAD_TAGS -> "tags";
        };
    return FormErrors.none().and(field, refused.messageKey());
  }

  // --- trying

  /// From the conversation that was chosen, else from the mail that was pasted, else from the
  /// fields.
  private Optional<Letter> letter(Viewer viewer, TryForm form) {
    if (!form.conversation().isEmpty()) {
      return form.conversation().matches("[0-9]{1,18}")
          ? rules.letter(viewer, Long.parseLong(form.conversation()))
          : Optional.empty();
    }
    var mailbox = mailbox(viewer, form.mailbox());
    if (HEADER.matcher(form.mail().stripLeading()).matches()) {
      return pasted(form.mail().stripLeading(), mailbox);
    }
    boolean nothing = form.mail().isBlank() && form.subject().isBlank() && form.sender().isBlank();
    return nothing
        ? Optional.empty()
        : Optional.of(new Letter(form.sender(), mailbox, form.subject(), form.mail()));
  }

  private @Nullable UUID mailbox(Viewer viewer, int no) {
    return rules.mailboxes(viewer).stream()
        .filter(box -> box.no() == no)
        .map(box -> box.id().id())
        .findFirst()
        .orElse(null);
  }

  private static Optional<Letter> pasted(String mail, @Nullable UUID mailbox) {
    try {
      var message = MailReader.read(mail.getBytes(StandardCharsets.UTF_8));
      var text = message.newText().isBlank() ? message.text() : message.newText();
      var sender = message.from().isEmpty() ? "" : message.from().getFirst().address();
      return Optional.of(new Letter(sender, mailbox, message.subject(), text));
    } catch (MailUnreadable unreadable) {
      return Optional.empty();
    }
  }

  // --- pages

  private String list(
      Viewer viewer, TryForm form, @Nullable Result result, FormErrors errors, Model model) {
    var boxes = rules.mailboxes(viewer);
    model.addAttribute(
        "page",
        new RoutingPage(
            rules.list(viewer).stream()
                .map(rule -> new Line(rule, asks(rule.rule(), boxes), does(rule.rule())))
                .toList(),
            boxes,
            recent(viewer),
            form,
            result,
            errors));
    return "channels/routing";
  }

  private List<Recent> recent(Viewer viewer) {
    return inbox
        .list(viewer, ConversationFilter.of(View.ALL), Sort.NEWEST, null, RECENT)
        .items()
        .stream()
        .map(row -> new Recent(row.no(), row.client().name(), row.subject()))
        .toList();
  }

  private static List<Part> asks(Rule rule, List<Mailbox> boxes) {
    var parts = new ArrayList<Part>();
    var names =
        boxes.stream()
            .filter(box -> rule.mailboxes().contains(box.id().id()))
            .map(Mailbox::address)
            .toList();
    if (!rule.mailboxes().isEmpty()) add(parts, "mailbox", names);
    if (!rule.senders().isEmpty()) add(parts, "sender", rule.senders());
    if (!rule.subject().isEmpty()) add(parts, "subject", rule.subject());
    if (!rule.text().isEmpty()) add(parts, "text", rule.text());
    if (!rule.languages().isEmpty()) add(parts, "language", rule.languages());
    return parts;
  }

  private static void add(List<Part> parts, String about, List<String> entries) {
    parts.add(new Part("channels.routing.asks." + about, String.join(", ", entries)));
  }

  private List<Part> does(Rule rule) {
    return does(new Outcome(rule.team(), rule.tags(), rule.priority(), List.of()));
  }

  private List<Part> does(Outcome outcome) {
    var parts = new ArrayList<Part>();
    if (outcome.team() != null) {
      var name = staff.team(new TeamId(outcome.team())).map(Team::name).orElse("–");
      parts.add(new Part("channels.routing.does.team", name));
    }
    if (!outcome.tags().isEmpty()) {
      parts.add(new Part("channels.routing.does.tags", String.join(", ", outcome.tags())));
    }
    Priority priority = outcome.priority();
    if (priority != null) {
      parts.add(new Part("channels.routing.does.priority." + priority.word(), ""));
    }
    return parts;
  }

  private String form(
      Viewer viewer, @Nullable RoutingRule rule, RuleForm form, FormErrors errors, Model model) {
    model.addAttribute(
        "page",
        new RulePage(
            rule, form, rules.mailboxes(viewer), rules.bound(viewer), staff.teams(), errors));
    return "channels/rule";
  }
}
