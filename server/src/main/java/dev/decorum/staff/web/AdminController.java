package dev.decorum.staff.web;

import dev.decorum.audit.Actor;
import dev.decorum.staff.AnyMember;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Refused;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where admin work starts, and what the organisation is called.
@Controller
class AdminController {

  private final Organisation organisation;

  AdminController(Organisation organisation) {
    this.organisation = organisation;
  }

  /// Leads to the first admin page that the role opens.
  @AnyMember
  @GetMapping("/admin")
  String start(Viewer viewer) {
    if (viewer.may(Permission.MANAGE_STAFF)) {
      return "redirect:/admin/people";
    }
    if (viewer.may(Permission.MANAGE_CHANNELS)) {
      return "redirect:/admin/channels";
    }
    if (viewer.may(Permission.ROUTE_MAIL)) {
      return "redirect:/admin/routing";
    }
    if (viewer.may(Permission.READ_AUDIT)) {
      return "redirect:/admin/audit";
    }
    if (viewer.may(Permission.WRITE_TEMPLATES)) {
      return "redirect:/admin/templates";
    }
    throw new AccessDeniedException("No admin page is open to this role");
  }

  @Requires(Permission.MANAGE_STAFF)
  @GetMapping("/admin/organisation")
  String organisation(Model model) {
    return form(presentName(), presentZone(), FormErrors.none(), model);
  }

  @Requires(Permission.MANAGE_STAFF)
  @PostMapping("/admin/organisation")
  String change(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String zone,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    try {
      organisation.change(Actor.member(viewer.id().id()), name, zone);
    } catch (Refused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(name, zone, Forms.errors(refused), model);
    }
    Toast.of("staff.organisation.saved").afterRedirect(redirect);
    return "redirect:/admin/organisation";
  }

  private String presentName() {
    return organisation.named() ? organisation.name() : "";
  }

  private String presentZone() {
    return organisation.zone().getId();
  }

  private static String form(String name, String zone, FormErrors errors, Model model) {
    model.addAttribute("page", new OrganisationPage(name, zone, Zones.all(), errors));
    return "staff/organisation";
  }
}
