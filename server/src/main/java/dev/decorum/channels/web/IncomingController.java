package dev.decorum.channels.web;

import dev.decorum.channels.Afterwards;
import dev.decorum.channels.IncomingServer;
import dev.decorum.channels.MailFetching;
import dev.decorum.channels.Mailbox;
import dev.decorum.channels.MailboxRefused;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.ServerSearch;
import dev.decorum.channels.autoconfig.Suggestion;
import dev.decorum.channels.web.IncomingPage.Form;
import dev.decorum.channels.web.IncomingPage.SignIn;
import dev.decorum.channels.web.IncomingPage.Test;
import dev.decorum.channels.web.IncomingPage.Typed;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
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

/// From where the mail of a mailbox is fetched, for admins.
@Controller
@RequestMapping(ChannelsController.HOME + "/{no}/incoming")
@Requires(Permission.MANAGE_CHANNELS)
class IncomingController {

  private static final int LIVELY_DAYS = 14;

  private final Mailboxes mailboxes;
  private final MailFetching fetching;
  private final ServerSearch servers;
  private final Organisation organisation;
  private final Clock clock;

  IncomingController(
      Mailboxes mailboxes,
      MailFetching fetching,
      ServerSearch servers,
      Organisation organisation,
      Clock clock) {
    this.mailboxes = mailboxes;
    this.fetching = fetching;
    this.servers = servers;
    this.organisation = organisation;
    this.clock = clock;
  }

  @GetMapping
  String show(@PathVariable int no, Model model) {
    var mailbox = mailboxes.byNo(no);
    var known =
        fetching.server(mailbox.id()).isEmpty() ? servers.known(mailbox).orElse(null) : null;
    return known == null ? show(mailbox, null, null, null, model) : suggest(mailbox, known, model);
  }

  @PostMapping
  String fetchFrom(
      @PathVariable int no,
      @ModelAttribute IncomingForm wanted,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var mailbox = mailboxes.byNo(no);
    var secrets =
        new Typed(
            mailboxes.typed(mailbox.id(), wanted.password(), wanted.typedPassword()),
            mailboxes.typed(mailbox.id(), wanted.clientSecret(), wanted.typedClientSecret()),
            mailboxes.typed(mailbox.id(), wanted.refreshToken(), wanted.typedRefreshToken()));
    var errors = dates(wanted);
    if (!errors.any()) {
      try {
        fetching.fetchFrom(ChannelsController.actor(viewer), mailbox.id(), server(wanted, secrets));
        Toast.of("channels.saved").afterRedirect(redirect);
        return back(no);
      } catch (MailboxRefused refused) {
        errors = ChannelsController.errors(refused);
      }
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return show(mailbox, form(mailbox, wanted, secrets, errors), null, null, model);
  }

  @PostMapping("/test")
  String test(@PathVariable int no, Model model) {
    var mailbox = mailboxes.byNo(no);
    return show(mailbox, null, new Test(fetching.probe(mailbox.id()).orElse(null)), null, model);
  }

  /// Looks for the servers of the domain; they are saved by whoever finds them right.
  @PostMapping("/suggest")
  String suggest(@PathVariable int no, Model model) {
    var mailbox = mailboxes.byNo(no);
    return suggest(mailbox, servers.search(mailbox).orElse(null), model);
  }

  private String suggest(Mailbox mailbox, @Nullable Suggestion found, Model model) {
    var server = found == null ? null : found.incoming();
    var form = server == null ? null : Form.suggested(mailbox, server, twoWeeksAgo());
    var suggested = new MailboxPage.Suggested(server == null ? null : found);
    return show(mailbox, form, null, suggested, model);
  }

  @PostMapping("/compare")
  String compare(@PathVariable int no, RedirectAttributes redirect) {
    fetching.compare(mailboxes.byNo(no).id());
    Toast.of("channels.fetch.comparing").afterRedirect(redirect);
    return back(no);
  }

  @PostMapping("/again")
  String fetchAgain(@PathVariable int no, RedirectAttributes redirect) {
    fetching.fetchAgain(mailboxes.byNo(no).id());
    Toast.of("channels.fetch.fetching_again").afterRedirect(redirect);
    return back(no);
  }

  @PostMapping("/remove")
  String fetchFromNowhere(@PathVariable int no, Viewer viewer, RedirectAttributes redirect) {
    fetching.fetchFrom(ChannelsController.actor(viewer), mailboxes.byNo(no).id(), null);
    Toast.of("channels.fetch.removed").afterRedirect(redirect);
    return back(no);
  }

  private static String back(int no) {
    return "redirect:%s/%d/incoming".formatted(ChannelsController.HOME, no);
  }

  private static IncomingServer server(IncomingForm wanted, Typed secrets) {
    var grant = SignIn.of(wanted.by()).grant(wanted.client(), wanted.tenant(), secrets);
    var afterwards = afterwards(wanted.afterwards());
    return new IncomingServer(
        wanted.host(),
        ChannelsController.number(wanted.port()),
        wanted.user(),
        grant == null ? emptyToNull(secrets.password()) : null,
        grant,
        ChannelsController.tls(wanted.tls()),
        wanted.folder().isEmpty() ? IncomingServer.INBOX : wanted.folder(),
        day(wanted.since()),
        day(wanted.archive()),
        afterwards,
        afterwards == Afterwards.MOVE ? emptyToNull(wanted.target()) : null,
        false);
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Afterwards afterwards(String word) {
    try {
      return Afterwards.of(word);
    } catch (IllegalArgumentException e) {
      return Afterwards.LEAVE;
    }
  }

  private static FormErrors dates(IncomingForm wanted) {
    var errors = FormErrors.none();
    if (!isDay(wanted.since())) errors = errors.and("since", "channels.refusal.bad_date");
    if (!isDay(wanted.archive())) errors = errors.and("archive", "channels.refusal.bad_date");
    return errors;
  }

  private static boolean isDay(String text) {
    try {
      day(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static @Nullable LocalDate day(String text) {
    if (text.isEmpty()) return null;
    var day = LocalDate.parse(text);
    if (day.getYear() < 1970 || day.getYear() > 9999) throw new DateTimeException("out of range");
    return day;
  }

  private Form form(Mailbox mailbox, IncomingForm wanted, Typed secrets, FormErrors errors) {
    return new Form(
        wanted.host(),
        wanted.port(),
        ChannelsController.tls(wanted.tls()),
        SignIn.of(wanted.by()),
        wanted.user(),
        fetching.server(mailbox.id()).isPresent(),
        secrets.sealed(mailboxes, mailbox.id()),
        wanted.client(),
        wanted.tenant(),
        wanted.folder(),
        wanted.since(),
        wanted.archive(),
        afterwards(wanted.afterwards()),
        wanted.target(),
        errors);
  }

  /// @param refused null: the form as it is saved
  private String show(
      Mailbox mailbox,
      @Nullable Form refused,
      @Nullable Test test,
      MailboxPage.@Nullable Suggested suggested,
      Model model) {
    var server = fetching.server(mailbox.id()).orElse(null);
    var form = refused != null ? refused : Form.of(server, twoWeeksAgo());
    model.addAttribute(
        "page",
        new IncomingPage(
            mailbox,
            server,
            fetching.standing(mailbox.id()).orElse(null),
            fetching.missing(mailbox.id()),
            form,
            test,
            suggested));
    return "channels/incoming";
  }

  private String twoWeeksAgo() {
    return LocalDate.ofInstant(clock.instant(), organisation.zone())
        .minusDays(LIVELY_DAYS)
        .toString();
  }
}
