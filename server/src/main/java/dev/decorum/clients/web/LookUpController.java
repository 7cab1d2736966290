package dev.decorum.clients.web;

import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.decorum.clients.LookUp;
import dev.decorum.clients.LookUpInput;
import dev.decorum.clients.LookUps;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Cursor;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Page;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Opening and closing a client's record, and the list of all that were opened.
@Controller
@Requires(Permission.LOOK_UP_CLIENTS)
class LookUpController {

  private static final String ALL = "/admin/look-ups";
  private static final int ROWS = 50;

  private final LookUps lookUps;
  private final LookUpPages pages;
  private final Staff staff;

  LookUpController(LookUps lookUps, LookUpPages pages, Staff staff) {
    this.lookUps = lookUps;
    this.pages = pages;
    this.staff = staff;
  }

  @PostMapping("/clients/look-ups")
  String open(
      Viewer viewer,
      @ModelAttribute LookUpInput input,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    FormErrors errors = input.check();
    if (!errors.any()) {
      Optional<LookUp> opened = lookUps.open(viewer, input);
      if (opened.isPresent()) {
        Toast.of("clients.toast.record_opened").afterRedirect(redirect);
        return "redirect:/clients/" + opened.get().clientNo();
      }
      errors = errors.and("which", "clients.look_up.nobody");
    }
    response.setStatus(UNPROCESSABLE_CONTENT.value());
    model.addAttribute("page", pages.page(viewer, input, errors));
    return "clients/lookUp";
  }

  @PostMapping("/clients/look-ups/{id}/close")
  String close(Viewer viewer, @PathVariable UUID id, RedirectAttributes redirect) {
    lookUps.close(viewer, id);
    Toast.of("clients.toast.record_closed").afterRedirect(redirect);
    return "redirect:/clients";
  }

  @GetMapping(ALL)
  @Requires(Permission.READ_AUDIT)
  String all(@RequestParam(required = false) @Nullable String cursor, Model model) {
    Page<LookUp> found = lookUps.all(cursor == null ? null : Cursor.parse(cursor), ROWS);
    model.addAttribute(
        "page",
        new LookUpsPage(
            found.items().stream()
                .map(
                    lookUp ->
                        new LookUpsPage.Row(
                            lookUp, staff.member(lookUp.by()).map(Member::name).orElse(null)))
                .toList(),
            found.next() == null ? null : ALL + "?cursor=" + found.next(),
            cursor == null ? null : ALL));
    return "clients/lookUps";
  }
}
