package dev.decorum.agenda.web;

import dev.decorum.agenda.Agenda;
import dev.decorum.staff.Anyone;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where a member makes, replaces and switches off the address of their agenda; and that address.
@Controller
class AgendaController {

  private static final String MINE = "/me/agenda";
  private static final MediaType CALENDAR =
      new MediaType("text", "calendar", StandardCharsets.UTF_8);

  private final Agenda agenda;

  AgendaController(Agenda agenda) {
    this.agenda = agenda;
  }

  @GetMapping(MINE)
  String mine(Viewer viewer, Model model) {
    model.addAttribute("page", new AgendaPage(agenda.since(viewer).orElse(null), null));
    return "agenda/agenda";
  }

  /// The address is shown with this answer and never again.
  @PostMapping(MINE)
  String open(Viewer viewer, Model model) {
    var made = agenda.open(viewer);
    model.addAttribute("page", new AgendaPage(agenda.since(viewer).orElse(null), made));
    return "agenda/agenda";
  }

  @PostMapping(MINE + "/off")
  String close(Viewer viewer, RedirectAttributes redirect) {
    agenda.close(viewer);
    Toast.of("agenda.closed").afterRedirect(redirect);
    return "redirect:" + MINE;
  }

  @Anyone
  @GetMapping("/agenda/{token}.ics")
  ResponseEntity<String> feed(@PathVariable String token) {
    return ResponseEntity.ok().contentType(CALENDAR).body(agenda.feed(token));
  }
}
