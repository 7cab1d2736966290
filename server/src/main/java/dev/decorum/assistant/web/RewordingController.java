package dev.decorum.assistant.web;

import dev.decorum.assistant.Assistant;
import dev.decorum.assistant.AssistantRefused;
import dev.decorum.assistant.AssistantSettings;
import dev.decorum.assistant.Suggestion;
import dev.decorum.assistant.Use;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.DraftName;
import dev.decorum.inbox.Drafts;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Another wording for a draft: shown beside it, taken over by a person or not at all.
@Controller
@Requires(Permission.WRITE_CLIENTS)
@RequestMapping("/drafts/{name}/rewording")
class RewordingController {

  private final Assistant assistant;
  private final AssistantSettings settings;
  private final Drafts drafts;

  RewordingController(Assistant assistant, AssistantSettings settings, Drafts drafts) {
    this.assistant = assistant;
    this.settings = settings;
    this.drafts = drafts;
  }

  /// Without script: the draft, and the button that asks. Nothing is asked yet.
  @GetMapping
  String show(
      Viewer viewer,
      @PathVariable String name,
      @RequestParam(required = false) @Nullable Long client,
      @RequestParam(required = false) @Nullable String finding,
      Model model) {
    if (!settings.allow(Use.REWORD)) throw AssistantRefused.off();
    var draft = draft(viewer, name);
    return page(name, draft, client, finding, null, null, false, model);
  }

  /// @param text what stands in the box; null: the draft as it is kept
  /// @param finding of which alone the sentence is reworded; null: all is
  @PostMapping("/suggestion")
  String suggest(
      Viewer viewer,
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String text,
      @RequestParam(required = false) @Nullable Long client,
      @RequestParam(required = false) @Nullable String finding,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model,
      HttpServletResponse response) {
    var draft = text == null ? draft(viewer, name) : null;
    try {
      var words = Objects.requireNonNullElseGet(text, () -> kept(draft));
      var suggestion =
          finding == null
              ? assistant.reword(viewer, name(name), client, words)
              : assistant.reword(viewer, name(name), client, words, finding);
      return page(name, draft, client, finding, suggestion, null, fragment, model);
    } catch (AssistantRefused refused) {
      response.setStatus(refused.status().value());
      return page(name, draft, client, finding, null, refused.messageKey(), fragment, model);
    }
  }

  /// Puts a suggestion into the draft, which keeps the words that stood there.
  ///
  /// @param draft which first message, where its name does not say so
  @PostMapping("/take")
  String take(
      Viewer viewer,
      @PathVariable String name,
      @RequestParam String suggestion,
      @RequestParam(required = false) @Nullable UUID draft,
      RedirectAttributes redirect) {
    var known = draft == null ? draft(viewer, name).id() : new DraftId(draft);
    var replaced = drafts.replace(viewer, known, suggestion.replace("\r\n", "\n"));
    Toast.of("assistant.taken")
        .undoneBy("/drafts/" + named(replaced) + "/rewording/back")
        .afterRedirect(redirect);
    return "redirect:" + written(replaced);
  }

  @PostMapping("/back")
  String back(Viewer viewer, @PathVariable String name, RedirectAttributes redirect) {
    var draft = drafts.takeBack(viewer, draft(viewer, name).id());
    Toast.of("assistant.taken_back").afterRedirect(redirect);
    return "redirect:" + written(draft);
  }

  private static String page(
      String name,
      @Nullable Draft draft,
      @Nullable Long client,
      @Nullable String finding,
      @Nullable Suggestion suggestion,
      @Nullable String refusal,
      boolean fragment,
      Model model) {
    model.addAttribute(
        "page",
        new SuggestionPage(
            "/drafts/" + name + "/rewording",
            draft == null ? "" : written(draft),
            kept(draft),
            client,
            finding,
            suggestion,
            refusal));
    return fragment ? "assistant/suggestion" : "assistant/rewording";
  }

  private static String kept(@Nullable Draft draft) {
    return draft == null ? "" : draft.content().text();
  }

  private Draft draft(Viewer viewer, String name) {
    return drafts.find(viewer, name(name)).orElseThrow(RewordingController::noSuchDraft);
  }

  private static DraftName name(String name) {
    return DraftName.parse(name).orElseThrow(RewordingController::noSuchDraft);
  }

  private static ResponseStatusException noSuchDraft() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  private static String named(Draft draft) {
    var no = draft.no();
    return no == null ? "new-" + draft.id().id() : draft.kind().word() + "-" + no;
  }

  /// Where a draft is written on.
  private static String written(Draft draft) {
    return switch (draft.kind()) {
      case NEW -> "/compose?draft=" + draft.id().id();
      case REPLY -> "/c/" + draft.no() + "#text";
      case NOTE -> "/c/" + draft.no() + "?write=note#text";
      case FORWARD -> "/c/" + draft.no() + "/forward";
      case FOLLOWUP -> "/c/" + draft.no() + "/follow-up";
    };
  }
}
