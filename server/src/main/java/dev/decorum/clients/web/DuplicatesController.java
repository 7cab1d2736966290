package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientPanel;
import dev.decorum.clients.Clients;
import dev.decorum.clients.Duplicate;
import dev.decorum.clients.Duplicates;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Cursor;
import dev.decorum.web.Page;
import dev.decorum.web.Toast;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Clients who may be there twice: all of them on a page, and those like one client on its page.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class DuplicatesController implements ClientPanel {

  private static final String ALL = "/clients/duplicates";
  private static final int PAIRS = 25;

  private final Duplicates duplicates;
  private final Clients clients;

  DuplicatesController(Duplicates duplicates, Clients clients) {
    this.duplicates = duplicates;
    this.clients = clients;
  }

  @Override
  public int order() {
    return 5;
  }

  @Override
  public String titleKey() {
    return "clients.duplicates.panel";
  }

  @Override
  public String url(long clientNo) {
    return "/clients/" + clientNo + "/duplicates";
  }

  @Override
  public boolean openTo(Viewer viewer, Client client) {
    return viewer.may(Permission.WRITE_CLIENTS) && duplicates.any(viewer, client);
  }

  @GetMapping(ALL)
  String all(Viewer viewer, @RequestParam(required = false) @Nullable String cursor, Model model) {
    Page<Duplicate> found =
        duplicates.all(viewer, cursor == null ? null : Cursor.parse(cursor), PAIRS);
    model.addAttribute(
        "page",
        new DuplicatesPage(
            lines(found.items()),
            found.next() == null ? null : ALL + "?cursor=" + found.next(),
            cursor == null ? null : ALL));
    return "clients/duplicates";
  }

  @GetMapping("/clients/{no}/duplicates")
  String like(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    Client client = clients.getToServe(viewer, no);
    model.addAttribute(
        "page", new DuplicatesPage(lines(duplicates.of(viewer, client)), null, null));
    return fragment ? "clients/duplicateLines" : "clients/duplicates";
  }

  /// @param other the number of the client who is somebody else
  @PostMapping("/clients/{no}/apart")
  String tellApart(
      Viewer viewer, @PathVariable long no, @RequestParam long other, RedirectAttributes redirect) {
    duplicates.tellApart(viewer, no, other);
    Toast.of("clients.toast.told_apart")
        .undoneBy("/clients/" + no + "/apart/undo?other=" + other)
        .afterRedirect(redirect);
    return "redirect:" + ALL;
  }

  @PostMapping("/clients/{no}/apart/undo")
  String askAgain(
      Viewer viewer, @PathVariable long no, @RequestParam long other, RedirectAttributes redirect) {
    duplicates.askAgain(viewer, no, other);
    Toast.of("clients.toast.asked_again").afterRedirect(redirect);
    return "redirect:" + ALL;
  }

  private static List<DuplicateLine> lines(List<Duplicate> pairs) {
    return pairs.stream().map(DuplicateLine::new).toList();
  }
}
