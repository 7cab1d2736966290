package dev.decorum.channels.web;

import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.RoundTrips;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// Test mails of a mailbox to itself, for admins.
@Controller
@RequestMapping(ChannelsController.HOME + "/{no}/test-mail")
@Requires(Permission.MANAGE_CHANNELS)
class RoundTripController {

  /// Seconds until the page looks again while the mail is under way.
  private static final String SOON = "2";

  private final Mailboxes mailboxes;
  private final RoundTrips trips;

  RoundTripController(Mailboxes mailboxes, RoundTrips trips) {
    this.mailboxes = mailboxes;
    this.trips = trips;
  }

  @GetMapping
  String show(@PathVariable int no, HttpServletResponse response, Model model) {
    var mailbox = mailboxes.byNo(no);
    var page = new RoundTripPage(mailbox, trips.last(mailbox.id()).orElse(null));
    // Known to every browser, with scripts or without.
    if (page.underWay()) response.setHeader("Refresh", SOON);
    model.addAttribute("page", page);
    return "channels/roundTrip";
  }

  @PostMapping
  String begin(@PathVariable int no, Viewer viewer) {
    trips.begin(ChannelsController.actor(viewer), mailboxes.byNo(no).id());
    return "redirect:%s/%d/test-mail".formatted(ChannelsController.HOME, no);
  }
}
