package dev.decorum.inbox.api;

import dev.decorum.files.FileId;
import dev.decorum.files.FileInfo;
import dev.decorum.files.SafeDownload;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Version;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/interactions` and the files at them.
@RestController
@RequestMapping("/api/v1")
@Requires(Permission.READ_CLIENTS)
class InteractionsApi {

  private final Inbox inbox;
  private final Staff staff;

  InteractionsApi(Inbox inbox, Staff staff) {
    this.inbox = inbox;
    this.staff = staff;
  }

  @GetMapping("/interactions/{id}")
  ResponseEntity<InteractionResource> get(Viewer viewer, @PathVariable UUID id) {
    var view = inbox.interaction(viewer, new InteractionId(id));
    return ResponseEntity.ok()
        .eTag(Version.tag(view.version()))
        .body(InteractionResource.of(view, staff));
  }

  @GetMapping("/attachments/{id}")
  ResponseEntity<InputStreamResource> download(Viewer viewer, @PathVariable UUID id) {
    var file = new FileId(id);
    var attachment = inbox.describe(viewer, file);
    var info = new FileInfo(file, attachment.name(), attachment.type(), attachment.size());
    return ResponseEntity.ok()
        .headers(SafeDownload.of(info))
        .body(new InputStreamResource(inbox.open(viewer, file)));
  }
}
