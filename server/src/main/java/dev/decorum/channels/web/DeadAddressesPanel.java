package dev.decorum.channels.web;

import dev.decorum.channels.ReturnedMails;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientPanel;
import dev.decorum.clients.Clients;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// On a client's page: addresses that mail does not reach, and the way to try them again.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class DeadAddressesPanel implements ClientPanel {

  private final ReturnedMails returned;
  private final Clients clients;

  DeadAddressesPanel(ReturnedMails returned, Clients clients) {
    this.returned = returned;
    this.clients = clients;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public String titleKey() {
    return "channels.dead.title";
  }

  @Override
  public String url(long clientNo) {
    return "/clients/" + clientNo + "/returned";
  }

  @Override
  public boolean openTo(Viewer viewer, Client client) {
    return viewer.may(Permission.WRITE_CLIENTS) && !returned.of(client).isEmpty();
  }

  @GetMapping("/clients/{no}/returned")
  String panel(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    var client = clients.get(viewer, no);
    model.addAttribute("page", new DeadAddressesPage(client, returned.of(client)));
    return fragment ? "channels/deadAddresses" : "channels/deadAddressesPage";
  }

  @PostMapping("/clients/{no}/returned/again")
  String sendAgain(Viewer viewer, @PathVariable long no, RedirectAttributes redirect) {
    returned.sendAgain(viewer, no);
    Toast.of("channels.dead.revived").afterRedirect(redirect);
    return "redirect:/clients/" + no;
  }
}
