package dev.decorum.promises.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientPanel;
import dev.decorum.clients.Clients;
import dev.decorum.promises.Promises;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/// On a client's page: what is owed to them.
@Controller
@Requires(Permission.READ_CLIENTS)
class ClientPromises implements ClientPanel {

  private final Promises promises;
  private final Clients clients;
  private final Lines lines;

  ClientPromises(Promises promises, Clients clients, Lines lines) {
    this.promises = promises;
    this.clients = clients;
    this.lines = lines;
  }

  @Override
  public int order() {
    return 1;
  }

  @Override
  public String titleKey() {
    return "promises.panel";
  }

  @Override
  public String url(long clientNo) {
    return "/clients/" + clientNo + "/promises";
  }

  @Override
  public boolean openTo(Viewer viewer, Client client) {
    return true;
  }

  @GetMapping("/clients/{no}/promises")
  String panel(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    var client = clients.get(viewer, no);
    var promised = promises.ofClient(viewer, client.no());
    model.addAttribute(
        "page",
        new PanelPage(
            client.summary(),
            null,
            lines.of(promised),
            lines.colleagues(viewer, promised),
            viewer.may(Permission.WRITE_CLIENTS)));
    return fragment ? "promises/panel" : "promises/panelPage";
  }
}
