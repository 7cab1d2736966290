package dev.decorum.channels.web;

import dev.decorum.channels.AcceptedSenders;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientPanel;
import dev.decorum.clients.Clients;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// On a client's page: addresses that are let in without a decision, and the way to end that.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class AcceptedSendersPanel implements ClientPanel {

  private final AcceptedSenders accepted;
  private final Clients clients;

  AcceptedSendersPanel(AcceptedSenders accepted, Clients clients) {
    this.accepted = accepted;
    this.clients = clients;
  }

  @Override
  public int order() {
    return 11;
  }

  @Override
  public String titleKey() {
    return "channels.accepted.title";
  }

  @Override
  public String url(long clientNo) {
    return "/clients/" + clientNo + "/senders";
  }

  @Override
  public boolean openTo(Viewer viewer, Client client) {
    return viewer.may(Permission.WRITE_CLIENTS) && !accepted.of(client).isEmpty();
  }

  @GetMapping("/clients/{no}/senders")
  String panel(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    var client = clients.get(viewer, no);
    model.addAttribute("page", new AcceptedSendersPage(client, accepted.of(client)));
    return fragment ? "channels/acceptedSenders" : "channels/acceptedSendersPage";
  }

  @PostMapping("/clients/{no}/senders/{id}/remove")
  String revoke(
      Viewer viewer, @PathVariable long no, @PathVariable UUID id, RedirectAttributes redirect) {
    accepted.revoke(viewer, no, id);
    Toast.of("channels.accepted.revoked").afterRedirect(redirect);
    return "redirect:/clients/" + no;
  }
}
