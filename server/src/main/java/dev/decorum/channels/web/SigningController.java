package dev.decorum.channels.web;

import dev.decorum.channels.Mailbox;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.SigningKeys;
import dev.decorum.mail.auth.DkimKey;
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

/// The keys that sign the mail of a mailbox's domain, for admins.
@Controller
@Requires(Permission.MANAGE_CHANNELS)
class SigningController {

  private static final String HOME = ChannelsController.HOME + "/{no}/signing";

  private final Mailboxes mailboxes;
  private final SigningKeys keys;

  SigningController(Mailboxes mailboxes, SigningKeys keys) {
    this.mailboxes = mailboxes;
    this.keys = keys;
  }

  @GetMapping(HOME)
  String show(@PathVariable int no, Model model) {
    var mailbox = mailboxes.byNo(no);
    model.addAttribute("page", new SigningPage(mailbox, keys.of(mailbox.domain())));
    return "channels/signing";
  }

  @PostMapping(HOME)
  String prepare(
      @PathVariable int no,
      @RequestParam(defaultValue = "rsa") String kind,
      Viewer viewer,
      RedirectAttributes redirect) {
    var mailbox = mailboxes.byNo(no);
    var wanted = kind.equals("ed25519") ? DkimKey.Kind.ED25519 : DkimKey.Kind.RSA;
    keys.prepare(ChannelsController.actor(viewer), mailbox.domain(), wanted);
    return done("channels.signing.prepared", mailbox, redirect);
  }

  @PostMapping(HOME + "/{key}/look-up")
  String lookUp(
      @PathVariable int no, @PathVariable UUID key, Viewer viewer, RedirectAttributes redirect) {
    var mailbox = mailboxes.byNo(no);
    var found = keys.lookUp(ChannelsController.actor(viewer), mailbox.domain(), key);
    return done("channels.signing.found." + found.word(), mailbox, redirect);
  }

  @PostMapping(HOME + "/{key}/use")
  String use(
      @PathVariable int no, @PathVariable UUID key, Viewer viewer, RedirectAttributes redirect) {
    var mailbox = mailboxes.byNo(no);
    keys.use(ChannelsController.actor(viewer), mailbox.domain(), key);
    return done("channels.signing.used", mailbox, redirect);
  }

  @PostMapping(HOME + "/{key}/retire")
  String retire(
      @PathVariable int no, @PathVariable UUID key, Viewer viewer, RedirectAttributes redirect) {
    var mailbox = mailboxes.byNo(no);
    keys.retire(ChannelsController.actor(viewer), mailbox.domain(), key);
    return done("channels.signing.retired", mailbox, redirect);
  }

  private static String done(String words, Mailbox mailbox, RedirectAttributes redirect) {
    Toast.of(words).afterRedirect(redirect);
    return "redirect:" + ChannelsController.HOME + "/" + mailbox.no() + "/signing";
  }
}
