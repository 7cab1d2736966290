package dev.decorum.channels.web;

import dev.decorum.channels.MailFetching;
import dev.decorum.channels.Mailbox;
import dev.decorum.channels.MailboxRefused;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.NewMailbox;
import dev.decorum.channels.RoundTrips;
import dev.decorum.channels.ServerSearch;
import dev.decorum.channels.SmtpPort;
import dev.decorum.channels.web.ConnectPage.AddressPage;
import dev.decorum.channels.web.ConnectPage.BackPage;
import dev.decorum.channels.web.ConnectPage.ByPage;
import dev.decorum.channels.web.ConnectPage.ServersPage;
import dev.decorum.channels.web.ConnectPage.SignInPage;
import dev.decorum.channels.web.ConnectPage.TestPage;
import dev.decorum.channels.web.ConnectPage.WayPage;
import dev.decorum.channels.web.IncomingPage.Typed;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Connects a mailbox, one question a page. Servers are saved once they let us in; everything can
/// be changed later on the pages of the mailbox.
@Controller
@RequestMapping(ChannelsController.HOME)
@Requires(Permission.MANAGE_CHANNELS)
class ConnectController {

  private static final String BEGIN = "/connect";
  private static final String WAY = "/{no}/connect";
  private static final String SERVERS = WAY + "/servers";
  private static final String BACK = WAY + "/back";
  private static final String BY = WAY + "/by";
  private static final String SIGN_IN = WAY + "/sign-in";
  private static final String TEST = WAY + "/test";

  /// Seconds until the page looks again while the mail is under way.
  private static final String SOON = "2";

  private final Mailboxes mailboxes;
  private final MailFetching fetching;
  private final ServerSearch servers;
  private final RoundTrips trips;

  /// Nothing listens beside a command.
  private final ObjectProvider<SmtpPort> smtp;

  private final Organisation organisation;
  private final Clock clock;

  ConnectController(
      Mailboxes mailboxes,
      MailFetching fetching,
      ServerSearch servers,
      RoundTrips trips,
      ObjectProvider<SmtpPort> smtp,
      Organisation organisation,
      Clock clock) {
    this.mailboxes = mailboxes;
    this.fetching = fetching;
    this.servers = servers;
    this.trips = trips;
    this.smtp = smtp;
    this.organisation = organisation;
    this.clock = clock;
  }

  @GetMapping(BEGIN)
  String address(Model model) {
    return show("address", new AddressPage("", FormErrors.none()), model);
  }

  /// A mailbox that is there already is gone on with.
  @PostMapping(BEGIN)
  String address(
      @RequestParam(defaultValue = "") String address,
      Viewer viewer,
      HttpServletResponse response,
      Model model) {
    try {
      var mailbox =
          mailboxes
              .byAddress(address)
              .orElseGet(
                  () -> mailboxes.add(ChannelsController.actor(viewer), NewMailbox.at(address)));
      return redirect(path(WAY, mailbox.no()));
    } catch (MailboxRefused refused) {
      var errors = ChannelsController.errors(refused);
      return again("address", new AddressPage(address, errors), response, model);
    }
  }

  /// Asks DNS for the servers of domains that are of no known provider: the page before says so.
  @GetMapping(WAY)
  String way(@PathVariable int no, Model model) {
    return show("way", way(mailboxes.byNo(no), FormErrors.none()), model);
  }

  @PostMapping(WAY)
  String way(
      @PathVariable int no,
      @RequestParam(defaultValue = "") String way,
      HttpServletResponse response,
      Model model) {
    var mailbox = mailboxes.byNo(no);
    var page = way(mailbox, FormErrors.none());
    var form = ConnectForm.of(page.found());
    return switch (way) {
      case "found" -> redirect(form.at(path(page.complete() ? BACK : SERVERS, no)));
      case "servers" -> redirect(form.at(path(SERVERS, no)) + "&way=imap");
      case "smtp" -> redirect(form.bySmtp().at(path(SERVERS, no)) + "&way=smtp");
      default -> {
        var errors = FormErrors.none().and("way-" + first(page), "channels.connect.way.missing");
        yield again("way", way(mailbox, errors), response, model);
      }
    };
  }

  private static String first(WayPage page) {
    return page.complete() ? "found" : "servers";
  }

  private WayPage way(Mailbox mailbox, FormErrors errors) {
    return new WayPage(
        mailbox, servers.search(mailbox).orElse(null), smtp.getObject().port(), errors);
  }

  @GetMapping(SERVERS)
  String servers(
      @PathVariable int no,
      @RequestParam(defaultValue = "imap") String way,
      @ModelAttribute ConnectForm form,
      Model model) {
    var mailbox = mailboxes.byNo(no);
    return show(
        "servers", new ServersPage(mailbox, way.equals("imap"), form, FormErrors.none()), model);
  }

  @PostMapping(SERVERS)
  String servers(
      @PathVariable int no,
      @RequestParam(defaultValue = "imap") String way,
      @ModelAttribute ConnectForm form,
      HttpServletResponse response,
      Model model) {
    boolean fetched = way.equals("imap");
    var wanted = fetched ? form : form.bySmtp();
    var errors = FormErrors.none();
    if (fetched) errors = server(errors, "in", form.inHost(), form.inPort());
    errors = server(errors, "out", form.outHost(), form.outPort());
    if (errors.any()) {
      var page = new ServersPage(mailboxes.byNo(no), fetched, form, errors);
      return again("servers", page, response, model);
    }
    return redirect(fetched ? wanted.at(path(BACK, no)) : toSignIn(wanted, no));
  }

  private static FormErrors server(FormErrors errors, String which, String host, String port) {
    var more = host.isEmpty() ? errors.and(which + "Host", "channels.connect.no_host") : errors;
    int number = ChannelsController.number(port);
    return number < 1 || number > 65_535
        ? more.and(which + "Port", "channels.refusal.bad_port")
        : more;
  }

  @GetMapping(BACK)
  String back(@PathVariable int no, @ModelAttribute ConnectForm form, Model model) {
    return show("back", new BackPage(mailboxes.byNo(no), form, FormErrors.none()), model);
  }

  @PostMapping(BACK)
  String back(
      @PathVariable int no,
      @ModelAttribute ConnectForm form,
      HttpServletResponse response,
      Model model) {
    var page = new BackPage(mailboxes.byNo(no), form, FormErrors.none());
    if (page.choices().contains(form.back())) return redirect(toSignIn(form, no));
    var errors = FormErrors.none().and("back-new", "channels.connect.back.missing");
    return again("back", new BackPage(page.mailbox(), form, errors), response, model);
  }

  /// The next page once the servers are known.
  private static String toSignIn(ConnectForm form, int no) {
    if (form.mayChoose()) return form.at(path(BY, no));
    return form.signingInBy(form.provider() == null ? "" : ConnectForm.APPLICATION)
        .at(path(SIGN_IN, no));
  }

  @GetMapping(BY)
  String by(@PathVariable int no, @ModelAttribute ConnectForm form, Model model) {
    return show("by", new ByPage(mailboxes.byNo(no), form, FormErrors.none()), model);
  }

  @PostMapping(BY)
  String by(
      @PathVariable int no,
      @ModelAttribute ConnectForm form,
      HttpServletResponse response,
      Model model) {
    var page = new ByPage(mailboxes.byNo(no), form, FormErrors.none());
    if (page.choices().contains(form.by())) return redirect(form.at(path(SIGN_IN, no)));
    var errors = FormErrors.none().and("by-password", "channels.connect.by.missing");
    return again("by", new ByPage(page.mailbox(), form, errors), response, model);
  }

  @GetMapping(SIGN_IN)
  String signIn(@PathVariable int no, @ModelAttribute ConnectForm form, Model model) {
    var mailbox = mailboxes.byNo(no);
    var blank = ConnectSignIn.of(mailbox.address());
    return show(
        "signIn",
        new SignInPage(mailbox, form, blank, Typed.NOTHING, List.of(), FormErrors.none()),
        model);
  }

  /// Tries both servers, and keeps them when both let us in.
  @PostMapping(SIGN_IN)
  String signIn(
      @PathVariable int no,
      @ModelAttribute ConnectForm form,
      @ModelAttribute ConnectSignIn signIn,
      Viewer viewer,
      HttpServletResponse response,
      Model model) {
    var mailbox = mailboxes.byNo(no);
    var secrets =
        new Typed(
            mailboxes.typed(mailbox.id(), signIn.password(), signIn.typed()),
            mailboxes.typed(mailbox.id(), signIn.clientSecret(), signIn.typedClientSecret()),
            mailboxes.typed(mailbox.id(), signIn.refreshToken(), signIn.typedRefreshToken()));
    var incoming = form.fetches() ? form.incoming(signIn, secrets, today()) : null;
    var outgoing = form.outgoing(signIn, secrets);
    var troubles = new ArrayList<String>();
    var errors = FormErrors.none();
    var asked = "inHost";
    try {
      if (incoming != null) fetching.probe(mailbox.id(), incoming).ifPresent(troubles::add);
      asked = "outHost";
      mailboxes.tryOutgoing(mailbox.id(), outgoing).ifPresent(troubles::add);
      if (troubles.isEmpty()) {
        var admin = ChannelsController.actor(viewer);
        if (incoming != null) fetching.fetchFrom(admin, mailbox.id(), incoming);
        mailboxes.sendBy(admin, mailbox.id(), outgoing);
        return redirect(path(TEST, no));
      }
    } catch (MailboxRefused refused) {
      switch (refused.reason()) {
        case BAD_HOST, BAD_PORT, PRIVATE_HOST, DEMO -> {
          var wrong = FormErrors.none().and(asked, refused.messageKey());
          return again(
              "servers", new ServersPage(mailbox, form.fetches(), form, wrong), response, model);
        }
        default -> errors = ChannelsController.errors(refused);
      }
    }
    var sealed = secrets.sealed(mailboxes, mailbox.id());
    return again(
        "signIn", new SignInPage(mailbox, form, signIn, sealed, troubles, errors), response, model);
  }

  @GetMapping(TEST)
  String test(@PathVariable int no, HttpServletResponse response, Model model) {
    var mailbox = mailboxes.byNo(no);
    var trip = new RoundTripPage(mailbox, trips.last(mailbox.id()).orElse(null));
    // Known to every browser, with scripts or without.
    if (trip.underWay()) response.setHeader("Refresh", SOON);
    return show("test", new TestPage(trip), model);
  }

  @PostMapping(TEST)
  String test(@PathVariable int no, Viewer viewer) {
    trips.begin(ChannelsController.actor(viewer), mailboxes.byNo(no).id());
    return redirect(path(TEST, no));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), organisation.zone());
  }

  private static String path(String page, int no) {
    return ChannelsController.HOME + page.replace("{no}", String.valueOf(no));
  }

  private static String redirect(String address) {
    return "redirect:" + address;
  }

  private static String again(
      String name, ConnectPage page, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return show(name, page, model);
  }

  private static String show(String name, ConnectPage page, Model model) {
    model.addAttribute("page", page);
    return "channels/connect/" + name;
  }
}
