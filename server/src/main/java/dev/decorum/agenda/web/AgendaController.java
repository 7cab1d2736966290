package dev.decorum.agenda.web;

import dev.decorum.agenda.Agenda;
import dev.decorum.agenda.Morning;
import dev.decorum.staff.AnyMember;
import dev.decorum.staff.Anyone;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where a member makes, replaces and switches off the address of their agenda, and asks for the
/// mail of the day; and that address.
@Controller
@AnyMember
class AgendaController {

  private static final String MINE = "/me/agenda";
  private static final MediaType CALENDAR =
      new MediaType("text", "calendar", StandardCharsets.UTF_8);

  private final Agenda agenda;
  private final Morning morning;

  AgendaController(Agenda agenda, Morning morning) {
    this.agenda = agenda;
    this.morning = morning;
  }

  @GetMapping(MINE)
  String mine(Viewer viewer, Model model) {
    return show(viewer, null, FormErrors.none(), model);
  }

  /// The address is shown with this answer and never again.
  @PostMapping(MINE)
  String open(Viewer viewer, Model model) {
    return show(viewer, agenda.open(viewer), FormErrors.none(), model);
  }

  private String show(Viewer viewer, @Nullable URI made, FormErrors errors, Model model) {
    model.addAttribute(
        "page",
        new AgendaPage(
            agenda.since(viewer).orElse(null), made, morning.at(viewer).orElse(null), errors));
    return "agenda/agenda";
  }

  /// @param at empty: no mail
  @PostMapping(MINE + "/morning")
  String morning(
      Viewer viewer,
      @RequestParam(defaultValue = "") String at,
      RedirectAttributes redirect,
      HttpServletResponse response,
      Model model) {
    try {
      morning.want(viewer, at.isBlank() ? null : LocalTime.parse(at.strip()));
    } catch (DateTimeException unreadable) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(viewer, null, FormErrors.none().and("at", "agenda.morning.at.invalid"), model);
    }
    Toast.of(at.isBlank() ? "agenda.morning.off" : "agenda.morning.on").afterRedirect(redirect);
    return "redirect:" + MINE;
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
