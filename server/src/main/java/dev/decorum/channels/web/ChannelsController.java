package dev.decorum.channels.web;

import dev.decorum.audit.Actor;
import dev.decorum.channels.MailFetching;
import dev.decorum.channels.Mailbox;
import dev.decorum.channels.MailboxRefused;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.NewMailbox;
import dev.decorum.channels.Quarantine;
import dev.decorum.channels.SentCopies;
import dev.decorum.channels.ServerSearch;
import dev.decorum.channels.TlsMode;
import dev.decorum.channels.autoconfig.Suggestion;
import dev.decorum.channels.web.IncomingPage.SignIn;
import dev.decorum.channels.web.IncomingPage.Typed;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Mailboxes, for admins.
@Controller
@Requires(Permission.MANAGE_CHANNELS)
class ChannelsController {

  static final String HOME = "/admin/channels";

  private final Mailboxes mailboxes;
  private final MailFetching fetching;
  private final SentCopies sent;
  private final ServerSearch servers;
  private final Quarantine quarantine;
  private final Staff staff;

  ChannelsController(
      Mailboxes mailboxes,
      MailFetching fetching,
      SentCopies sent,
      ServerSearch servers,
      Quarantine quarantine,
      Staff staff) {
    this.mailboxes = mailboxes;
    this.fetching = fetching;
    this.sent = sent;
    this.servers = servers;
    this.quarantine = quarantine;
    this.staff = staff;
  }

  @GetMapping(HOME)
  String list(Model model) {
    return list(ChannelsPage.Form.empty(), model);
  }

  @PostMapping(HOME)
  String add(
      @RequestParam(defaultValue = "") String address,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "0") int team,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var serves = team(team);
    var errors = errors(team, serves);
    if (!errors.any()) {
      try {
        var added =
            mailboxes.add(
                actor(viewer),
                new NewMailbox(address, name, serves.map(Team::name).orElse(null), null));
        Toast.of("channels.mailbox.added").afterRedirect(redirect);
        return "redirect:" + HOME + "/" + added.no();
      } catch (MailboxRefused refused) {
        errors = errors(refused);
      }
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return list(new ChannelsPage.Form(address, name, team, errors), model);
  }

  @GetMapping(HOME + "/{no}")
  String show(@PathVariable int no, Model model) {
    var mailbox = mailboxes.byNo(no);
    var known = mailbox.outgoing() == null ? servers.known(mailbox).orElse(null) : null;
    return known == null
        ? show(mailbox, details(mailbox), outgoing(mailbox), null, null, model)
        : suggest(mailbox, known, model);
  }

  @PostMapping(HOME + "/{no}")
  String describe(
      @PathVariable int no,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "0") int team,
      @RequestParam(defaultValue = "") String signature,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var mailbox = mailboxes.byNo(no);
    var serves = team(team);
    var errors = errors(team, serves);
    if (!errors.any()) {
      try {
        mailboxes.describe(
            actor(viewer), mailbox.id(), name, serves.map(Team::id).orElse(null), signature);
        Toast.of("channels.saved").afterRedirect(redirect);
        return back(no);
      } catch (MailboxRefused refused) {
        errors = errors(refused);
      }
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    var wanted = new MailboxPage.Details(name, team, signature, errors);
    return show(mailbox, wanted, outgoing(mailbox), null, null, model);
  }

  @PostMapping(HOME + "/{no}/outgoing")
  String sendBy(
      @PathVariable int no,
      @ModelAttribute OutgoingForm wanted,
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
    try {
      mailboxes.sendBy(actor(viewer), mailbox.id(), wanted.server(secrets));
      Toast.of("channels.saved").afterRedirect(redirect);
      return back(no);
    } catch (MailboxRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      var again =
          new MailboxPage.Outgoing(
              wanted.host(),
              wanted.port(),
              wanted.user(),
              SignIn.of(wanted.by()),
              outgoing(mailbox).known(),
              secrets.sealed(mailboxes, mailbox.id()),
              wanted.client(),
              wanted.tenant(),
              tls(wanted.tls()),
              errors(refused));
      return show(mailbox, details(mailbox), again, null, null, model);
    }
  }

  @PostMapping(HOME + "/{no}/outgoing/remove")
  String sendByNone(@PathVariable int no, Viewer viewer, RedirectAttributes redirect) {
    mailboxes.sendBy(actor(viewer), mailboxes.byNo(no).id(), null);
    Toast.of("channels.outgoing.removed").afterRedirect(redirect);
    return back(no);
  }

  @PostMapping(HOME + "/{no}/return-path")
  String returnPath(
      @PathVariable int no,
      @RequestParam(defaultValue = "false") boolean own,
      Viewer viewer,
      RedirectAttributes redirect) {
    mailboxes.ownReturnPath(actor(viewer), mailboxes.byNo(no).id(), own);
    Toast.of("channels.saved").afterRedirect(redirect);
    return back(no);
  }

  @PostMapping(HOME + "/{no}/sent")
  String copySent(
      @PathVariable int no,
      @RequestParam(defaultValue = "false") boolean copy,
      @RequestParam(defaultValue = "") String sentFolder,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var mailbox = mailboxes.byNo(no);
    try {
      if (copy) sent.keep(actor(viewer), mailbox.id(), sentFolder);
      else sent.stop(actor(viewer), mailbox.id());
      Toast.of("channels.saved").afterRedirect(redirect);
      return back(no);
    } catch (MailboxRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      var wanted =
          new MailboxPage.Sent(
              sent.standing(mailbox.id()).orElse(null),
              copy,
              sentFolder,
              FormErrors.none().and("sentFolder", refused.messageKey()));
      return show(mailbox, details(mailbox), outgoing(mailbox), wanted, null, null, model);
    }
  }

  @PostMapping(HOME + "/{no}/sent/again")
  String copyAgain(@PathVariable int no, RedirectAttributes redirect) {
    sent.tryAgain(mailboxes.byNo(no).id());
    Toast.of("channels.sent.trying").afterRedirect(redirect);
    return back(no);
  }

  @PostMapping(HOME + "/{no}/outgoing/test")
  String test(@PathVariable int no, Model model) {
    var mailbox = mailboxes.byNo(no);
    var trouble = mailboxes.tryOutgoing(mailbox.id()).orElse(null);
    return show(
        mailbox, details(mailbox), outgoing(mailbox), new MailboxPage.Test(trouble), null, model);
  }

  /// Looks for the servers of the domain; they are saved by whoever finds them right.
  @PostMapping(HOME + "/{no}/outgoing/suggest")
  String suggest(@PathVariable int no, Model model) {
    var mailbox = mailboxes.byNo(no);
    return suggest(mailbox, servers.search(mailbox).orElse(null), model);
  }

  private String suggest(Mailbox mailbox, @Nullable Suggestion found, Model model) {
    var server = found == null ? null : found.outgoing();
    var form =
        server == null
            ? outgoing(mailbox)
            : MailboxPage.Outgoing.at(
                server.host(),
                String.valueOf(server.port()),
                mailbox.address(),
                server.implicitTls() ? TlsMode.TLS : TlsMode.STARTTLS);
    var suggested = new MailboxPage.Suggested(server == null ? null : found);
    return show(mailbox, details(mailbox), form, null, suggested, model);
  }

  @PostMapping(HOME + "/{no}/close")
  String close(@PathVariable int no, Viewer viewer, RedirectAttributes redirect) {
    mailboxes.close(actor(viewer), mailboxes.byNo(no).id());
    Toast.of("channels.mailbox.closed").afterRedirect(redirect);
    return back(no);
  }

  @PostMapping(HOME + "/{no}/reopen")
  String reopen(@PathVariable int no, Viewer viewer, RedirectAttributes redirect) {
    mailboxes.reopen(actor(viewer), mailboxes.byNo(no).id());
    Toast.of("channels.mailbox.reopened").afterRedirect(redirect);
    return back(no);
  }

  private static String back(int no) {
    return "redirect:" + HOME + "/" + no;
  }

  static Actor actor(Viewer viewer) {
    return Actor.member(viewer.id().id());
  }

  private Optional<Team> team(int no) {
    return no == 0 ? Optional.empty() : staff.teamByNo(no);
  }

  /// Who chose a team that is gone by now did not choose everybody.
  private static FormErrors errors(int team, Optional<Team> found) {
    return team == 0 || found.isPresent()
        ? FormErrors.none()
        : FormErrors.none().and("team", "channels.refusal.no_such_team");
  }

  static FormErrors errors(MailboxRefused refused) {
    var field =
        switch (refused.reason()) {
          case BAD_ADDRESS, PLUS_ADDRESS, ADDRESS_TAKEN -> "address";
          case LONG_NAME -> "name";
          case LONG_SIGNATURE -> "signature";
          case BAD_HOST, PRIVATE_HOST, DEMO -> "host";
          case BAD_PORT -> "port";
          case NO_USER, BAD_SIGN_IN -> "user";
          case NO_PASSWORD -> "password";
          case NO_TOKEN -> "refreshToken";
          case BAD_TOKEN_URL -> "tenant";
          case BAD_FOLDER -> "folder";
          case NOT_FETCHED, SENT_IS_FETCHED -> "sentFolder";
          case NO_TARGET -> "target";
          case NO_SUCH_TEAM -> "team";
        };
    return FormErrors.none().and(field, refused.messageKey());
  }

  static int number(String port) {
    return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
  }

  static TlsMode tls(String word) {
    try {
      return TlsMode.of(word);
    } catch (IllegalArgumentException e) {
      return TlsMode.AUTO;
    }
  }

  private String list(ChannelsPage.Form form, Model model) {
    var standings = fetching.standings();
    model.addAttribute(
        "page",
        new ChannelsPage(
            mailboxes.overview().stream()
                .map(
                    one ->
                        new ChannelsPage.Card(
                            one, teamName(one.mailbox()), standings.get(one.mailbox().id())))
                .toList(),
            quarantine.count(),
            staff.teams(),
            form));
    return "channels/channels";
  }

  private @Nullable String teamName(Mailbox mailbox) {
    return mailbox.team() == null ? null : staff.team(mailbox.team()).map(Team::name).orElse(null);
  }

  private String show(
      Mailbox mailbox,
      MailboxPage.Details details,
      MailboxPage.Outgoing outgoing,
      MailboxPage.@Nullable Test test,
      MailboxPage.@Nullable Suggested suggested,
      Model model) {
    var copies = MailboxPage.Sent.of(sent.standing(mailbox.id()).orElse(null));
    return show(mailbox, details, outgoing, copies, test, suggested, model);
  }

  private String show(
      Mailbox mailbox,
      MailboxPage.Details details,
      MailboxPage.Outgoing outgoing,
      MailboxPage.Sent copies,
      MailboxPage.@Nullable Test test,
      MailboxPage.@Nullable Suggested suggested,
      Model model) {
    model.addAttribute(
        "page",
        new MailboxPage(
            mailbox,
            staff.teams(),
            details,
            fetching.server(mailbox.id()).orElse(null),
            fetching.standing(mailbox.id()).orElse(null),
            outgoing,
            copies,
            test,
            suggested));
    return "channels/mailbox";
  }

  private MailboxPage.Details details(Mailbox mailbox) {
    return new MailboxPage.Details(
        Optional.ofNullable(mailbox.name()).orElse(""),
        Optional.ofNullable(mailbox.team()).flatMap(staff::team).map(Team::no).orElse(0),
        Optional.ofNullable(mailbox.signature()).orElse(""),
        FormErrors.none());
  }

  private static MailboxPage.Outgoing outgoing(Mailbox mailbox) {
    return MailboxPage.Outgoing.of(mailbox.outgoing());
  }
}
