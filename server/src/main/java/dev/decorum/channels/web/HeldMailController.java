package dev.decorum.channels.web;

import dev.decorum.channels.Quarantine;
import dev.decorum.files.SafeDownload;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Cursor;
import dev.decorum.web.Page;
import dev.decorum.web.Toast;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Mails that wait for a person, for admins.
@Controller
@Requires(Permission.MANAGE_CHANNELS)
class HeldMailController {

  private static final String HOME = "/admin/channels/mail";
  private static final String BLOCKED = HOME + "/blocked";
  private static final int ROWS = 50;

  private final Quarantine quarantine;

  HeldMailController(Quarantine quarantine) {
    this.quarantine = quarantine;
  }

  @GetMapping(HOME)
  String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
    return list(false, quarantine.list(before(cursor), ROWS + 1), cursor, model);
  }

  /// Mail of blocked senders, which nobody has to look at.
  @GetMapping(BLOCKED)
  String blocked(@RequestParam(required = false) @Nullable String cursor, Model model) {
    return list(true, quarantine.blocked(before(cursor), ROWS + 1), cursor, model);
  }

  private static @Nullable UUID before(@Nullable String cursor) {
    return cursor == null ? null : Cursor.parse(cursor).uuid(0);
  }

  private static String list(
      boolean blocked, List<Quarantine.Waiting> mails, @Nullable String cursor, Model model) {
    var home = blocked ? BLOCKED : HOME;
    var page = Page.of(mails, ROWS, mail -> Cursor.of(mail.id()));
    model.addAttribute(
        "page",
        new HeldMailPage(
            blocked,
            page.items(),
            page.next() == null ? null : home + "?cursor=" + page.next(),
            cursor == null ? null : home));
    return "channels/heldMail";
  }

  /// The mail as it came, only ever as a file: nothing of it is shown by a browser.
  @GetMapping(HOME + "/{id}/raw")
  ResponseEntity<Resource> raw(@PathVariable UUID id, Viewer viewer) {
    var raw = quarantine.raw(viewer, id);
    return ResponseEntity.ok()
        .headers(SafeDownload.of(raw.file()))
        .body(new InputStreamResource(raw.content()));
  }

  @PostMapping(HOME + "/{id}/retry")
  String retry(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
    quarantine.retry(viewer, id);
    return done("channels.held_mail.retried", redirect);
  }

  @PostMapping(HOME + "/{id}/accept")
  String accept(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
    quarantine.accept(viewer, id);
    return done("channels.held_mail.accepted", redirect);
  }

  @PostMapping(HOME + "/{id}/always")
  String acceptAlways(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
    quarantine.acceptAlways(viewer, id);
    return done("channels.held_mail.accepted_always", redirect);
  }

  @PostMapping(HOME + "/{id}/spam")
  String spam(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
    quarantine.spam(viewer, id);
    return done("channels.held_mail.spam.done", redirect);
  }

  @PostMapping(HOME + "/{id}/new")
  String acceptAsNew(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
    quarantine.acceptAsNew(viewer, id);
    return done("channels.held_mail.accepted", redirect);
  }

  @PostMapping(HOME + "/{id}/discard")
  String discard(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
    quarantine.discard(viewer, id);
    return done("channels.held_mail.discarded", redirect);
  }

  private static String done(String words, RedirectAttributes redirect) {
    Toast.of(words).afterRedirect(redirect);
    return "redirect:" + HOME;
  }
}
