package dev.decorum.inbox.web;

import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.UnderWay;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What a member does about a message that was sent.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class UnderWayActions {

  private final UnderWay underWay;

  UnderWayActions(UnderWay underWay) {
    this.underWay = underWay;
  }

  @PostMapping("/messages/{id}/now")
  String now(
      Viewer viewer,
      @PathVariable UUID id,
      @RequestParam long c,
      @RequestParam(required = false) @Nullable String view,
      RedirectAttributes redirect) {
    boolean leaves = underWay.sendNow(viewer, new InteractionId(id));
    Toast.of(leaves ? "inbox.sent" : "inbox.undo.too_late").afterRedirect(redirect);
    return "redirect:" + Beside.named(view).page(c);
  }

  /// Opens a draft with the same content.
  @PostMapping("/messages/{id}/again")
  String again(
      Viewer viewer,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String view,
      RedirectAttributes redirect) {
    var draft = underWay.writeAgain(viewer, new InteractionId(id));
    Toast.of("inbox.again.drafted").afterRedirect(redirect);
    return "redirect:" + Beside.named(view).draft(draft) + "#text";
  }
}
