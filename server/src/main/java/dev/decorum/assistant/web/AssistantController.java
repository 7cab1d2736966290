package dev.decorum.assistant.web;

import dev.decorum.assistant.Assistant;
import dev.decorum.assistant.AssistantRefused;
import dev.decorum.assistant.AssistantSettings;
import dev.decorum.assistant.LanguageModel;
import dev.decorum.assistant.ModelRefused;
import dev.decorum.assistant.Tally;
import dev.decorum.assistant.Use;
import dev.decorum.audit.Actor;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Refusal;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where an admin names the model, tries it, and says what it may be asked for.
@Controller
@Requires(Permission.MANAGE_STAFF)
@RequestMapping(AssistantController.HOME)
class AssistantController {

  static final String HOME = "/admin/assistant";

  private final AssistantSettings settings;
  private final Assistant assistant;
  private final Tally tally;

  AssistantController(AssistantSettings settings, Assistant assistant, Tally tally) {
    this.settings = settings;
    this.assistant = assistant;
    this.tally = tally;
  }

  @GetMapping
  String show(Model model) {
    var decided = settings.decided();
    var known = decided.model();
    return show(
        known == null ? "" : known.base().toString(),
        known == null ? "" : known.name(),
        decided.uses(),
        FormErrors.none(),
        model);
  }

  /// @param key empty: the one that is kept, where the server is the same
  /// @param forget whether the one that is kept goes
  @PostMapping
  String decide(
      Viewer viewer,
      @RequestParam(defaultValue = "") String address,
      @RequestParam(name = "model", defaultValue = "") String name,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "false") boolean forget,
      @RequestParam(defaultValue = "") Set<Use> uses,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      var typed = LanguageModel.of(address, name, key, false);
      settings.decide(Actor.member(viewer.id().id()), settings.completed(typed, forget), uses);
    } catch (ModelRefused refused) {
      response.setStatus(refused.status().value());
      var errors = FormErrors.none().and(refused.field(), refused.messageKey());
      return show(address, name, uses, errors, model);
    }
    Toast.of(uses.isEmpty() ? "assistant.setting.saved_off" : "assistant.setting.saved_on")
        .afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  @PostMapping("/test")
  String test(Viewer viewer, RedirectAttributes redirect) {
    var known = settings.decided().model();
    Toast.of(known == null ? "assistant.refusal.off" : tested(viewer, known))
        .afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  private String tested(Viewer viewer, LanguageModel known) {
    try {
      assistant.test(viewer, known);
      return "assistant.setting.tested";
    } catch (ModelRefused | AssistantRefused refused) {
      return ((Refusal) refused).messageKey();
    }
  }

  private String show(String address, String name, Set<Use> uses, FormErrors errors, Model model) {
    var known = settings.decided().model();
    model.addAttribute(
        "page",
        new AssistantSettingsPage(
            address,
            name,
            known != null && known.key() != null,
            known != null,
            uses,
            tally.answers(),
            tally.refusals(),
            errors));
    return "assistant/setting";
  }
}
