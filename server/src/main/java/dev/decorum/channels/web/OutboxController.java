package dev.decorum.channels.web;

import dev.decorum.channels.OutgoingQueue;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What waits to leave, for all who answer clients: each sees the mails of their own conversations.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class OutboxController {

  static final String HOME = "/outbox";
  private static final int ROWS = 100;

  private final OutgoingQueue queue;

  OutboxController(OutgoingQueue queue) {
    this.queue = queue;
  }

  @GetMapping(HOME)
  String list(Viewer viewer, Model model) {
    var mails = queue.waiting(viewer, ROWS + 1);
    var rows =
        mails.stream()
            .limit(ROWS)
            .map(mail -> new OutboxPage.Row(mail, queue.late(mail.due())))
            .toList();
    model.addAttribute(
        "page",
        new OutboxPage(
            rows,
            mails.size() > ROWS,
            (int) rows.stream().filter(OutboxPage.Row::late).count(),
            queue.patience().toMinutes(),
            queue.scheduled(viewer),
            queue.byMailbox(viewer),
            queue.byDomain(viewer)));
    return "channels/outbox";
  }

  @PostMapping(HOME + "/{id}/now")
  String tryNow(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
    return done(
        queue.tryNow(viewer, id) ? "channels.queue.trying" : "channels.queue.too_late", redirect);
  }

  @PostMapping(HOME + "/{id}/give-up")
  String giveUp(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      Viewer viewer,
      RedirectAttributes redirect) {
    return done(
        queue.giveUp(viewer, id, reason) ? "channels.queue.stopped" : "channels.queue.too_late",
        redirect);
  }

  private static String done(String words, RedirectAttributes redirect) {
    Toast.of(words).afterRedirect(redirect);
    return "redirect:" + HOME;
  }
}
