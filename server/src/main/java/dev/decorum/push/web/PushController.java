package dev.decorum.push.web;

import dev.decorum.audit.Actor;
import dev.decorum.push.Pushes;
import dev.decorum.staff.Anyone;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Which browsers of a member are told, and whether any may be.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class PushController {

  private static final String MINE = "/me/push";
  private static final String SETTING = "/admin/push";

  private final Pushes pushes;

  PushController(Pushes pushes) {
    this.pushes = pushes;
  }

  /// A browser as its script describes it: `PushSubscription.toJSON()`.
  record Subscription(@Nullable String endpoint, @Nullable Keys keys) {

    record Keys(@Nullable String p256dh, @Nullable String auth) {}
  }

  @GetMapping(MINE)
  String mine(Viewer viewer, Model model) {
    model.addAttribute("page", new PushPage(pushes.openKey().orElse(null), pushes.of(viewer)));
    return "push/push";
  }

  @PostMapping(MINE)
  ResponseEntity<Void> add(Viewer viewer, @RequestBody Subscription browser) {
    var keys = browser.keys();
    pushes.add(
        viewer,
        browser.endpoint(),
        keys == null ? null : keys.p256dh(),
        keys == null ? null : keys.auth());
    return ResponseEntity.noContent().build();
  }

  @PostMapping(MINE + "/test")
  String test(Viewer viewer, RedirectAttributes redirect) {
    int taken = pushes.test(viewer);
    Toast.of(taken == 0 ? "push.tested.none" : "push.tested", taken).afterRedirect(redirect);
    return "redirect:" + MINE;
  }

  @PostMapping(MINE + "/{id}/remove")
  String remove(Viewer viewer, @PathVariable UUID id, RedirectAttributes redirect) {
    pushes.remove(viewer, id);
    Toast.of("push.removed").afterRedirect(redirect);
    return "redirect:" + MINE;
  }

  /// Stands at the root, since a worker hears for the pages below its own address only. It does
  /// nothing but show messages.
  @Anyone
  @GetMapping("/push-worker.js")
  ResponseEntity<Resource> worker() {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, "text/javascript;charset=utf-8")
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
        .body(new ClassPathResource("static/push-worker.js"));
  }

  @Requires(Permission.MANAGE_STAFF)
  @GetMapping(SETTING)
  String setting(Model model) {
    model.addAttribute("page", new PushSettingPage(pushes.allowed()));
    return "push/setting";
  }

  @Requires(Permission.MANAGE_STAFF)
  @PostMapping(SETTING)
  String setting(
      @RequestParam(defaultValue = "false") boolean allowed,
      Viewer viewer,
      RedirectAttributes redirect) {
    pushes.allow(Actor.member(viewer.id().id()), allowed);
    Toast.of(allowed ? "push.setting.on" : "push.setting.off").afterRedirect(redirect);
    return "redirect:" + SETTING;
  }
}
