package dev.decorum.inbox.web;

import dev.decorum.files.FileId;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.DraftName;
import dev.decorum.inbox.DraftSaved;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.web.DraftsPage.Line;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Keeps what is being written, under the names of [DraftName].
@Controller
@Requires(Permission.WRITE_CLIENTS)
class DraftController {

  private static final int LONGEST_PREVIEW = 200;

  private final Drafts drafts;
  private final DraftKeeper keeper;

  DraftController(Drafts drafts, DraftKeeper keeper) {
    this.drafts = drafts;
    this.keeper = keeper;
  }

  /// What the page has in its fields; null where it has no such field.
  record Fields(
      @Nullable String text,
      @Nullable String subject,
      @Nullable String to,
      @Nullable String cc,
      @Nullable String bcc,
      @Nullable Long revision) {

    static Fields of(Draft draft) {
      DraftContent content = draft.content();
      Recipients whom = content.recipients() == null ? Recipients.NOBODY : content.recipients();
      return new Fields(
          content.text(),
          content.subject(),
          AddressList.format(whom.to()),
          AddressList.format(whom.cc()),
          AddressList.format(whom.bcc()),
          draft.revision());
    }

    /// Of which revision this is a change; 0: of none.
    long madeOn() {
      return revision == null ? 0 : revision;
    }

    DraftContent content() {
      var recipients =
          new Recipients(
              AddressList.parse(or(to)), AddressList.parse(or(cc)), AddressList.parse(or(bcc)));
      return new DraftContent(
          or(text), subject, recipients.all().findAny().isEmpty() ? null : recipients);
    }

    private static String or(@Nullable String field) {
      return field == null ? "" : field;
    }
  }

  /// @param draft the name under which it is kept from now on
  /// @param revision to be sent with the next save
  /// @param theirs what is there instead, when nothing was saved
  record Kept(String draft, long revision, @Nullable Fields theirs) {}

  /// 409 with the newer words when it was changed elsewhere since; nothing is saved then.
  @PutMapping("/drafts/{name}")
  ResponseEntity<Kept> save(Viewer viewer, @PathVariable String name, @RequestBody Fields fields) {
    DraftSaved saved = save(viewer, name(name), fields.content(), fields.madeOn());
    Draft draft = saved.draft();
    String address = "/drafts/" + (draft.kind() == DraftKind.NEW ? "new-" + draft.id().id() : name);
    return switch (saved) {
      case DraftSaved.Saved kept -> ResponseEntity.ok(new Kept(address, draft.revision(), null));
      case DraftSaved.Outdated newer ->
          ResponseEntity.status(HttpStatus.CONFLICT)
              .body(new Kept(address, draft.revision(), Fields.of(draft)));
    };
  }

  private DraftSaved save(Viewer viewer, DraftName name, DraftContent content, long revision) {
    return switch (name) {
      case DraftName.OfConversation(long no, DraftKind kind) ->
          drafts.save(viewer, no, kind, content, revision);
      case DraftName.OfFirstMessage(@Nullable UUID id) ->
          drafts.save(viewer, id == null ? null : new DraftId(id), content, revision);
    };
  }

  private static DraftName name(String name) {
    return DraftName.parse(name)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /// Adds a file while the rest is still being written. The answer is the list of files, with what
  /// was wrong in words.
  @PostMapping("/drafts/{name}/files")
  String addFile(
      Viewer viewer,
      @PathVariable String name,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Model model,
      HttpServletResponse response) {
    Draft draft =
        drafts
            .find(viewer, name(name))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    String problem = null;
    try {
      keeper.attach(viewer, draft, file == null ? null : List.of(file));
    } catch (MessageRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      problem = refused.messageKey();
    }
    return files(viewer, draft, problem, model);
  }

  /// @param fields what stands in the form around the list: kept before the file goes
  @PostMapping("/drafts/{id}/files/{file}/remove")
  String removeFile(
      Viewer viewer,
      @PathVariable UUID id,
      @PathVariable UUID file,
      @ModelAttribute Fields fields,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean alone,
      Model model) {
    Draft draft =
        drafts
            .find(viewer, new DraftId(id))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    if (!alone && fields.text() != null) {
      keeper.keep(viewer, draft, fields.content(), fields.madeOn());
    }
    drafts.detach(viewer, draft.id(), new FileId(file));
    return alone ? files(viewer, draft, null, model) : "redirect:" + line(draft).url();
  }

  private String files(Viewer viewer, Draft draft, @Nullable String problem, Model model) {
    model.addAttribute(
        "files", ConversationPages.files(drafts.find(viewer, draft.id()).orElse(draft)));
    model.addAttribute("problem", problem);
    return "inbox/draftFiles";
  }

  @GetMapping("/inbox/drafts")
  String list(Viewer viewer, Model model) {
    model.addAttribute(
        "page", new DraftsPage(drafts.all(viewer).stream().map(DraftController::line).toList()));
    return "inbox/drafts";
  }

  static Line line(Draft draft) {
    String text = draft.content().text();
    Long no = draft.no();
    String url =
        no == null
            ? "/compose?draft=" + draft.id().id()
            : Beside.NOTHING.draft(new DraftName.OfConversation(no, draft.kind())) + "#text";
    return new Line(
        draft.kind(),
        no,
        text.length() > LONGEST_PREVIEW ? text.substring(0, LONGEST_PREVIEW) + "…" : text,
        draft.updatedAt(),
        url,
        "/drafts/" + draft.id().id() + "/discard");
  }

  @PostMapping("/drafts/{id}/discard")
  String discard(Viewer viewer, @PathVariable UUID id, RedirectAttributes redirect) {
    drafts.discard(viewer, new DraftId(id));
    Toast.of("inbox.draft.discarded").afterRedirect(redirect);
    return "redirect:/inbox/drafts";
  }
}
