package dev.decorum.inbox.web;

import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.DraftName;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.web.DraftController.Fields;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/// Has a draft read without script: keeps what was written so far, and shows the page again with
/// what there is to say about it above the box.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class ReadingController {

  private final Drafts drafts;
  private final DraftKeeper keeper;

  ReadingController(Drafts drafts, DraftKeeper keeper) {
    this.drafts = drafts;
    this.keeper = keeper;
  }

  /// @param client number of the client a conversation is begun with
  /// @param dismiss what the writer does not want to hear about this draft again
  @PostMapping("/drafts/{name}/read")
  String read(
      Viewer viewer,
      @PathVariable String name,
      @ModelAttribute Fields fields,
      @RequestParam(required = false) @Nullable Long client,
      @RequestParam(required = false) @Nullable String dismiss,
      @RequestParam(required = false) @Nullable List<MultipartFile> files) {
    Draft draft = keep(viewer, name, fields);
    keeper.attach(viewer, draft, files);
    Long no = draft.no();
    if (dismiss != null) {
      drafts.dismiss(
          viewer,
          no == null
              ? new DraftName.OfFirstMessage(draft.id().id())
              : new DraftName.OfConversation(no, draft.kind()),
          dismiss);
    }
    String page =
        no != null
            ? Beside.NOTHING.draft(new DraftName.OfConversation(no, draft.kind())) + "?read=true"
            : "/compose?draft="
                + draft.id().id()
                + (client == null ? "" : "&client=" + client)
                + "&read=true";
    return "redirect:" + page + "#coach";
  }

  /// Keeps what was written so far before the page that offers another wording.
  ///
  /// @param finding of which alone the sentence is reworded; null: all is
  @PostMapping("/drafts/{name}/rewording")
  String leave(
      Viewer viewer,
      @PathVariable String name,
      @ModelAttribute Fields fields,
      @RequestParam(required = false) @Nullable Long client,
      @RequestParam(required = false) @Nullable String finding,
      @RequestParam(required = false) @Nullable List<MultipartFile> files) {
    Draft draft = keep(viewer, name, fields);
    keeper.attach(viewer, draft, files);
    String kept = draft.no() == null ? "new-" + draft.id().id() : name;
    return UriComponentsBuilder.fromPath("redirect:/drafts/" + kept + "/rewording")
        .queryParamIfPresent("client", Optional.ofNullable(client))
        .queryParamIfPresent("finding", Optional.ofNullable(finding))
        .encode()
        .toUriString();
  }

  private Draft keep(Viewer viewer, String name, Fields fields) {
    return switch (DraftName.parse(name).orElse(null)) {
      case DraftName.OfConversation(long no, DraftKind kind) ->
          keeper.keep(viewer, no, kind, fields.content(), fields.madeOn());
      case DraftName.OfFirstMessage(@Nullable UUID id) ->
          keeper.keep(
              viewer, id == null ? null : new DraftId(id), fields.content(), fields.madeOn());
      case null -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    };
  }
}
