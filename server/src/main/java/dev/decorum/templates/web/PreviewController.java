package dev.decorum.templates.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.clients.Preferences;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.templates.Known;
import dev.decorum.templates.Reader;
import dev.decorum.templates.TemplateLibrary;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// A template read as a client would read it.
@Controller
@Requires(Permission.WRITE_TEMPLATES)
class PreviewController {

  private static final int MOST_FOUND = 8;

  private final TemplateLibrary templates;
  private final Clients clients;
  private final Preferences preferences;
  private final Organisation organisation;

  PreviewController(
      TemplateLibrary templates,
      Clients clients,
      Preferences preferences,
      Organisation organisation) {
    this.templates = templates;
    this.clients = clients;
    this.preferences = preferences;
    this.organisation = organisation;
  }

  /// @param client number; null: `as` says who
  /// @param as word of who is made up
  /// @param q words to find a client by
  @GetMapping("/admin/templates/{no}/preview")
  String preview(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam(required = false) @Nullable Long client,
      @RequestParam(defaultValue = "formal") String as,
      @RequestParam(required = false) @Nullable String q,
      Model model) {
    var template = templates.get(viewer, no);
    var madeUp = MadeUp.of(as).orElse(MadeUp.FORMAL);
    var reader = client == null ? madeUp.reader() : reader(viewer, clients.get(viewer, client));
    // There is no conversation yet whose number and subject could stand there.
    var known =
        new Known(reader, "", "", viewer.name(), organisation.named() ? organisation.name() : "");
    var found =
        q == null || q.isBlank()
            ? List.<Client>of()
            : clients.search(viewer, q, null, MOST_FOUND).items();
    model.addAttribute(
        "page",
        new PreviewPage(
            no,
            template.name(),
            reader.name(),
            client == null ? madeUp.word() : String.valueOf(client),
            templates.preview(viewer, no, known),
            q,
            found));
    return "templates/preview";
  }

  private Reader reader(Viewer viewer, Client client) {
    return Reader.of(client, preferences.manner(viewer, client));
  }
}
