package dev.decorum.inbox.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.clients.Preferences;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.DraftName;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Mentions;
import dev.decorum.inbox.web.DraftController.Fields;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.templates.Known;
import dev.decorum.templates.Reader;
import dev.decorum.templates.TemplateLibrary;
import dev.decorum.templates.TemplateNotFound;
import dev.decorum.templates.Voice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/// What is picked from a list while one writes: a template, a colleague.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class InsertController {

  private final Inbox inbox;
  private final Drafts drafts;
  private final DraftKeeper keeper;
  private final Clients clients;
  private final Preferences preferences;
  private final TemplateLibrary templates;
  private final Mentions mentions;
  private final Organisation organisation;

  InsertController(
      Inbox inbox,
      Drafts drafts,
      DraftKeeper keeper,
      Clients clients,
      Preferences preferences,
      TemplateLibrary templates,
      Mentions mentions,
      Organisation organisation) {
    this.inbox = inbox;
    this.drafts = drafts;
    this.keeper = keeper;
    this.clients = clients;
    this.preferences = preferences;
    this.templates = templates;
    this.mentions = mentions;
    this.organisation = organisation;
  }

  /// @param c number of the conversation
  /// @param client number of the client, when a conversation begins
  @GetMapping("/templates")
  String templates(
      Viewer viewer,
      @RequestParam(required = false) @Nullable Long c,
      @RequestParam(required = false) @Nullable Long client,
      Model model) {
    String whom = c != null ? "c=" + c : client != null ? "client=" + client : "";
    var reader = reader(viewer, row(viewer, c), client);
    model.addAttribute("options", TemplateOption.of(templates.usable(viewer), reader));
    model.addAttribute("whom", whom);
    return "inbox/pickTemplates";
  }

  /// The words themselves, with what is known about the conversation in them.
  @PostMapping(value = "/templates/{no}/insert", produces = MediaType.TEXT_PLAIN_VALUE)
  @ResponseBody
  String insert(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam(defaultValue = "en") String voice,
      @RequestParam(required = false) @Nullable Long c,
      @RequestParam(required = false) @Nullable Long client) {
    return words(viewer, no, voice, c, client);
  }

  private String words(
      Viewer viewer, int no, String voice, @Nullable Long c, @Nullable Long client) {
    ConversationRow row = row(viewer, c);
    var known =
        new Known(
            reader(viewer, row, client),
            row == null ? "" : "#" + row.no(),
            row == null ? "" : row.subject(),
            viewer.name(),
            organisation.named() ? organisation.name() : "");
    return templates.use(viewer, no, Voice.parse(voice).orElseThrow(TemplateNotFound::new), known);
  }

  private @Nullable ConversationRow row(Viewer viewer, @Nullable Long c) {
    return c == null ? null : inbox.row(viewer, c);
  }

  private Reader reader(Viewer viewer, @Nullable ConversationRow row, @Nullable Long client) {
    Long known = row == null ? client : Long.valueOf(row.client().no());
    if (known == null) return Reader.UNKNOWN;
    Client found = clients.get(viewer, known);
    return Reader.of(found, preferences.manner(viewer, found));
  }

  /// Without script: keeps what was written so far and shows the templates on a page.
  @PostMapping("/drafts/{name}/templates")
  String leave(
      Viewer viewer,
      @PathVariable String name,
      @ModelAttribute Fields fields,
      @RequestParam(required = false) @Nullable List<MultipartFile> files) {
    Draft draft =
        switch (name(name)) {
          case DraftName.OfConversation(long no, DraftKind kind) ->
              keeper.keep(viewer, no, kind, fields.content(), fields.madeOn());
          case DraftName.OfFirstMessage(var id) ->
              keeper.keep(
                  viewer, id == null ? null : new DraftId(id), fields.content(), fields.madeOn());
        };
    keeper.attach(viewer, draft, files);
    Long no = draft.no();
    String kept = no == null ? "new-" + draft.id().id() : draft.kind().word() + "-" + no;
    return "redirect:/drafts/" + kept + "/templates";
  }

  @GetMapping("/drafts/{name}/templates")
  String choose(Viewer viewer, @PathVariable String name, Model model) {
    Draft draft = draft(viewer, name);
    model.addAttribute(
        "page",
        new ChooseTemplatePage(
            TemplateOption.of(
                templates.usable(viewer), reader(viewer, row(viewer, draft.no()), null)),
            "/drafts/" + name + "/templates/",
            DraftController.line(draft).url()));
    return "inbox/chooseTemplate";
  }

  @PostMapping("/drafts/{name}/templates/{no}")
  String append(
      Viewer viewer,
      @PathVariable String name,
      @PathVariable int no,
      @RequestParam(defaultValue = "en") String voice) {
    Draft draft = draft(viewer, name);
    String words = words(viewer, no, voice, draft.no(), null);
    DraftContent before = draft.content();
    String text = before.text().isBlank() ? words : before.text().stripTrailing() + "\n\n" + words;
    keeper.keep(
        viewer,
        draft,
        new DraftContent(text, before.subject(), before.recipients()),
        draft.revision());
    return "redirect:" + DraftController.line(draft).url();
  }

  /// Whom one can mention: those who see the conversation.
  @GetMapping("/c/{no}/colleagues")
  String colleagues(Viewer viewer, @PathVariable long no, Model model) {
    model.addAttribute("colleagues", mentions.audience(viewer, no));
    return "inbox/pickColleagues";
  }

  private Draft draft(Viewer viewer, String name) {
    return drafts
        .find(viewer, name(name))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static DraftName name(String name) {
    return DraftName.parse(name)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
