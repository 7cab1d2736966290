package dev.decorum.protocols.web;

import dev.decorum.protocols.Protocol;
import dev.decorum.protocols.ProtocolRefused;
import dev.decorum.protocols.Protocols;
import dev.decorum.protocols.StepLines;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where admins write the organisation's own protocols.
@Controller
@Requires(Permission.MANAGE_GUIDELINES)
@RequestMapping(ProtocolsController.HOME)
class ProtocolsController {

  static final String HOME = "/admin/protocols";

  private final Protocols protocols;

  ProtocolsController(Protocols protocols) {
    this.protocols = protocols;
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("page", new ProtocolsPage(protocols.all()));
    return "protocols/protocols";
  }

  @GetMapping("/new")
  String form(Model model) {
    return form(null, 0, "", "", FormErrors.none(), model);
  }

  @GetMapping("/{no}")
  String show(@PathVariable int no, Model model) {
    Protocol protocol = protocols.get("" + no);
    var steps = StepLines.of(protocol.steps());
    return form(no, protocol.version(), protocol.name(), steps, FormErrors.none(), model);
  }

  @PostMapping
  String add(
      Viewer viewer,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String steps,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      protocols.add(viewer, name, steps);
    } catch (ProtocolRefused refused) {
      return refused(null, 0, name, steps, refused, model, response);
    }
    return done("protocols.saved", redirect);
  }

  @PostMapping("/{no}")
  String change(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam int version,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String steps,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      protocols.change(viewer, no, version, name, steps);
    } catch (ProtocolRefused refused) {
      return refused(no, version, name, steps, refused, model, response);
    }
    return done("protocols.saved", redirect);
  }

  @PostMapping("/{no}/remove")
  String remove(Viewer viewer, @PathVariable int no, RedirectAttributes redirect) {
    protocols.remove(viewer, no);
    return done("protocols.removed", redirect);
  }

  private static String refused(
      @Nullable Integer no,
      int version,
      String name,
      String steps,
      ProtocolRefused refused,
      Model model,
      HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    var errors = FormErrors.none().and(refused.field(), refused.messageKey());
    return form(no, version, name, steps, errors, model);
  }

  private static String form(
      @Nullable Integer no,
      int version,
      String name,
      String steps,
      FormErrors errors,
      Model model) {
    model.addAttribute("page", new ProtocolPage(no, version, name, steps, errors));
    return "protocols/protocol";
  }

  private static String done(String words, RedirectAttributes redirect) {
    Toast.of(words).afterRedirect(redirect);
    return "redirect:" + HOME;
  }
}
