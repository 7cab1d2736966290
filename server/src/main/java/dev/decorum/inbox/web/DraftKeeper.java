package dev.decorum.inbox.web;

import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.DraftSaved;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.NewFile;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/// Puts what was typed, and then the files that came with it, into the draft before anything else
/// is tried, so that a refusal loses neither.
@Component
class DraftKeeper {

  private final Drafts drafts;

  DraftKeeper(Drafts drafts) {
    this.drafts = drafts;
  }

  Draft keep(Viewer viewer, long no, DraftKind kind, DraftContent content, long revision) {
    DraftSaved saved = drafts.save(viewer, no, kind, content, revision);
    if (saved instanceof DraftSaved.Outdated(Draft newer)) {
      // Whoever presses Send means the words on this screen, not those of another device.
      saved = drafts.save(viewer, no, kind, content, newer.revision());
    }
    return saved.draft();
  }

  Draft keep(Viewer viewer, @Nullable DraftId id, DraftContent content, long revision) {
    DraftSaved saved = drafts.save(viewer, id, content, revision);
    if (saved instanceof DraftSaved.Outdated(Draft newer)) {
      saved = drafts.save(viewer, newer.id(), content, newer.revision());
    }
    return saved.draft();
  }

  Draft keep(Viewer viewer, Draft draft, DraftContent content, long revision) {
    Long no = draft.no();
    return no == null
        ? keep(viewer, draft.id(), content, revision)
        : keep(viewer, no, draft.kind(), content, revision);
  }

  /// @throws dev.decorum.inbox.MessageRefused when they are too many or too large; those before the
  ///   first that is stay attached
  void attach(Viewer viewer, Draft draft, @Nullable List<MultipartFile> files) {
    files(files).forEach(file -> drafts.attach(viewer, draft.id(), file));
  }

  private static List<NewFile> files(@Nullable List<MultipartFile> files) {
    return files == null
        ? List.of()
        : files.stream()
            .filter(file -> !file.isEmpty())
            .map(
                file ->
                    new NewFile(
                        Objects.requireNonNullElse(file.getOriginalFilename(), "file"),
                        Objects.requireNonNullElse(
                            file.getContentType(), "application/octet-stream"),
                        file))
            .toList();
  }
}
