package dev.decorum.channels.web;

import dev.decorum.channels.BlockedSenders;
import dev.decorum.channels.SenderRefused;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Blocked senders, for leads and admins.
@Controller
@Requires(Permission.BLOCK_SENDERS)
class SendersController {

  private static final String HOME = "/admin/senders";

  private final BlockedSenders blocked;

  SendersController(BlockedSenders blocked) {
    this.blocked = blocked;
  }

  @GetMapping(HOME)
  String list(Model model) {
    return list("", FormErrors.none(), model);
  }

  @PostMapping(HOME)
  String block(
      @RequestParam(defaultValue = "") String sender,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    try {
      blocked.block(viewer, sender);
    } catch (SenderRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return list(sender, FormErrors.none().and("sender", refused.messageKey()), model);
    }
    Toast.of("channels.senders.blocked").afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  @PostMapping(HOME + "/{id}/remove")
  String unblock(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
    blocked.unblock(viewer, id);
    Toast.of("channels.senders.removed").afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  private String list(String typed, FormErrors errors, Model model) {
    model.addAttribute("page", new SendersPage(blocked.list(), typed, errors));
    return "channels/senders";
  }
}
