package dev.decorum.engagements.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientPanel;
import dev.decorum.clients.Clients;
import dev.decorum.engagements.Engagements;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/// On a client's page: the services under way for them.
@Controller
@Requires(Permission.READ_CLIENTS)
class ClientEngagements implements ClientPanel {

  private final Engagements engagements;
  private final Clients clients;
  private final EngagementLines lines;

  ClientEngagements(Engagements engagements, Clients clients, EngagementLines lines) {
    this.engagements = engagements;
    this.clients = clients;
    this.lines = lines;
  }

  @Override
  public int order() {
    return 2;
  }

  @Override
  public String titleKey() {
    return "engagements.panel";
  }

  @Override
  public String url(long clientNo) {
    return "/clients/" + clientNo + "/engagements";
  }

  @Override
  public boolean openTo(Viewer viewer, Client client) {
    return true;
  }

  @GetMapping("/clients/{no}/engagements")
  String panel(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    var client = clients.get(viewer, no);
    model.addAttribute(
        "page",
        new ClientEngagementsPage(
            client.summary(),
            lines.of(engagements.ofClient(viewer, client.no())),
            viewer.may(Permission.WRITE_CLIENTS)));
    return fragment ? "engagements/panel" : "engagements/panelPage";
  }
}
