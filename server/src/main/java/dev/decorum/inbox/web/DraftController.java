package dev.decorum.inbox.web;

import dev.decorum.files.FileId;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.DraftSaved;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.web.DraftsPage.Line;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Keeps what is being written.
///
/// A draft of a reply or note is named `reply-4821` or `note-4821`; a first message is `new`, once
/// it is saved `new-` and its id.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class DraftController {

  private static final int LONGEST_PREVIEW = 200;

  private final Drafts drafts;

  DraftController(Drafts drafts) {
    this.drafts = drafts;
  }

  /// What the page has in its fields; null where it has no such field.
  record Fields(
      @Nullable String text,
      @Nullable String subject,
      @Nullable String to,
      @Nullable String cc,
      @Nullable String bcc,
      long revision) {

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
  record Kept(String draft, long revision) {}

  /// 409 with the newer revision when it was changed elsewhere since; nothing is saved then.
  @PutMapping("/drafts/{name}")
  ResponseEntity<Kept> save(Viewer viewer, @PathVariable String name, @RequestBody Fields fields) {
    DraftSaved saved = save(viewer, name, fields.content(), fields.revision());
    Draft draft = saved.draft();
    String keptAs = draft.kind() == DraftKind.NEW ? "new-" + draft.id().id() : name;
    var body = new Kept("/drafts/" + keptAs, draft.revision());
    return switch (saved) {
      case DraftSaved.Saved kept -> ResponseEntity.ok(body);
      case DraftSaved.Outdated newer -> ResponseEntity.status(HttpStatus.CONFLICT).body(body);
    };
  }

  private DraftSaved save(Viewer viewer, String name, DraftContent content, long revision) {
    int dash = name.indexOf('-');
    String kind = dash < 0 ? name : name.substring(0, dash);
    String rest = dash < 0 ? "" : name.substring(dash + 1);
    try {
      return switch (kind) {
        case "reply" ->
            drafts.save(viewer, Long.parseLong(rest), DraftKind.REPLY, content, revision);
        case "note" -> drafts.save(viewer, Long.parseLong(rest), DraftKind.NOTE, content, revision);
        case "new" ->
            drafts.save(
                viewer,
                rest.isEmpty() ? null : new DraftId(UUID.fromString(rest)),
                content,
                revision);
        default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
      };
    } catch (IllegalArgumentException malformed) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
  }

  @GetMapping("/inbox/drafts")
  String list(Viewer viewer, Model model) {
    model.addAttribute(
        "page", new DraftsPage(drafts.all(viewer).stream().map(DraftController::line).toList()));
    return "inbox/drafts";
  }

  private static Line line(Draft draft) {
    String text = draft.content().text();
    String url =
        switch (draft.kind()) {
          case REPLY -> "/c/" + draft.no() + "#text";
          case NOTE -> "/c/" + draft.no() + "?write=note#text";
          case NEW -> "/compose?draft=" + draft.id().id();
        };
    return new Line(
        draft.kind(),
        draft.no(),
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

  @PostMapping("/drafts/{id}/files/{file}/remove")
  String removeFile(Viewer viewer, @PathVariable UUID id, @PathVariable UUID file) {
    var draft =
        drafts
            .find(viewer, new DraftId(id))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    drafts.detach(viewer, draft.id(), new FileId(file));
    return "redirect:" + line(draft).url();
  }
}
