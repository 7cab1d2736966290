package dev.decorum.inbox.api;

import dev.decorum.clients.Clients;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.ConversationNotFound;
import dev.decorum.inbox.Cursor;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.Slice;
import dev.decorum.inbox.Status;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Idempotency;
import dev.decorum.web.IdempotencyKey;
import dev.decorum.web.Page;
import dev.decorum.web.Paging;
import dev.decorum.web.Version;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/conversations`.
@RestController
@RequestMapping("/api/v1/conversations")
@Requires(Permission.READ_CLIENTS)
class ConversationsApi {

  private final Inbox inbox;
  private final Clients clients;
  private final Staff staff;
  private final Idempotency idempotency;

  ConversationsApi(Inbox inbox, Clients clients, Staff staff, Idempotency idempotency) {
    this.inbox = inbox;
    this.clients = clients;
    this.staff = staff;
    this.idempotency = idempotency;
  }

  @GetMapping
  Page<ConversationResource> list(Viewer viewer, ListQuery query, Paging paging) {
    return query
        .filter(viewer, clients, staff)
        .map(filter -> inbox.list(viewer, filter, query.order(), cursor(paging), paging.limit()))
        .map(slice -> page(slice.map(row -> ConversationResource.of(row, staff))))
        .orElseGet(() -> new Page<>(List.of(), null));
  }

  @GetMapping("/{no}")
  ResponseEntity<ConversationResource> get(Viewer viewer, @PathVariable long no) {
    var row = inbox.row(viewer, no);
    return ResponseEntity.ok()
        .eTag(Version.tag(row.version()))
        .body(ConversationResource.of(row, staff));
  }

  /// @param client number of the client
  /// @param to an address, instead of a client
  record NewConversationBody(
      @Nullable Long client,
      @Nullable String to,
      @NotNull String subject,
      @NotNull String text,
      @Nullable List<@NotNull String> cc,
      @Nullable Integer team,
      @Nullable List<@NotNull @Valid AttachedFile> attachments,
      @Nullable Instant sendAt) {}

  /// With an `Idempotency-Key` it happens once however often it is asked; a reply demands one.
  @PostMapping
  @Requires(Permission.WRITE_CLIENTS)
  ResponseEntity<?> start(
      Viewer viewer,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @Valid @RequestBody NewConversationBody body) {
    return key == null || key.isBlank()
        ? started(viewer, body)
        : idempotency.once(
            new IdempotencyKey(key.strip(), "POST /api/v1/conversations"),
            viewer.id().id(),
            body,
            () -> started(viewer, body));
  }

  private ResponseEntity<ConversationResource> started(Viewer viewer, NewConversationBody body) {
    if (body.client() == null && body.to() == null) throw new MessageRefused(Reason.NO_RECIPIENT);
    var to = body.to() == null ? List.<Address>of() : List.of(Address.of(body.to()));
    var sent =
        inbox.start(
            viewer,
            new NewConversation(
                body.client(),
                new Recipients(to, addresses(body.cc()), List.of()),
                body.subject(),
                body.text(),
                team(body.team()),
                AttachedFile.opened(body.attachments()),
                null,
                body.sendAt(),
                false));
    var row = inbox.row(viewer, sent.no());
    return ResponseEntity.created(URI.create("/api/v1/conversations/" + sent.no()))
        .eTag(Version.tag(row.version()))
        .body(ConversationResource.of(row, staff));
  }

  /// Members that are absent stay as they are; null empties.
  @PatchMapping("/{no}")
  @Requires(Permission.WRITE_CLIENTS)
  ResponseEntity<ConversationResource> change(
      Viewer viewer,
      @PathVariable long no,
      Version madeOn,
      @Valid @RequestBody ConversationPatch patch) {
    var number = madeOn.number();
    var expected = number == null ? null : (Integer) (int) Math.min(number, Integer.MAX_VALUE);
    inbox.change(viewer, no, patch.changes(viewer, staff), expected);
    try {
      return get(viewer, no);
    } catch (ConversationNotFound _) {
      // Whoever gives it to another team may not see it any more.
      return ResponseEntity.noContent().build();
    }
  }

  @GetMapping("/{no}/interactions")
  Page<InteractionResource> interactions(Viewer viewer, @PathVariable long no, Paging paging) {
    return page(
        inbox
            .interactions(viewer, no, cursor(paging), paging.limit())
            .map(view -> InteractionResource.of(view, staff)));
  }

  /// @param to null: whoever wrote last
  /// @param status of the conversation afterwards; null leaves it as it is
  record ReplyBody(
      @NotNull String text,
      @Nullable List<@NotNull String> to,
      @Nullable List<@NotNull String> cc,
      @Nullable List<@NotNull String> bcc,
      @Nullable List<@NotNull @Valid AttachedFile> attachments,
      @Nullable Instant sendAt,
      @Nullable Status status) {}

  /// Leaves at once: programs have had the time to think that people need.
  @PostMapping("/{no}/replies")
  @Requires(Permission.WRITE_CLIENTS)
  ResponseEntity<byte[]> reply(
      Viewer viewer,
      @PathVariable long no,
      IdempotencyKey key,
      @Valid @RequestBody ReplyBody body) {
    return idempotency.once(
        key,
        viewer.id().id(),
        body,
        () -> {
          var sent =
              inbox.reply(
                  viewer,
                  no,
                  new NewReply(
                      body.text(),
                      recipients(viewer, no, body),
                      AttachedFile.opened(body.attachments()),
                      null,
                      body.sendAt(),
                      body.status(),
                      false));
          return created(viewer, sent.interaction());
        });
  }

  private @Nullable Recipients recipients(Viewer viewer, long no, ReplyBody body) {
    if (body.to() == null && body.cc() == null && body.bcc() == null) return null;
    var to = body.to() == null ? inbox.get(viewer, no).answerTo().to() : addresses(body.to());
    return new Recipients(to, addresses(body.cc()), addresses(body.bcc()));
  }

  record NoteBody(@NotNull String text, @Nullable List<@NotNull @Valid AttachedFile> attachments) {}

  @PostMapping("/{no}/notes")
  @Requires(Permission.WRITE_CLIENTS)
  ResponseEntity<InteractionResource> note(
      Viewer viewer, @PathVariable long no, @Valid @RequestBody NoteBody body) {
    var note = inbox.note(viewer, no, body.text(), AttachedFile.opened(body.attachments()));
    return created(viewer, note);
  }

  private ResponseEntity<InteractionResource> created(Viewer viewer, InteractionId id) {
    return ResponseEntity.created(URI.create("/api/v1/interactions/" + id.id()))
        .body(InteractionResource.of(inbox.interaction(viewer, id), staff));
  }

  private @Nullable TeamId team(@Nullable Integer no) {
    if (no == null) return null;
    return staff
        .teamByNo(no)
        .map(Team::id)
        .orElseThrow(() -> new MessageRefused(Reason.NO_SUCH_TEAM));
  }

  private static List<Address> addresses(@Nullable List<String> written) {
    return written == null ? List.of() : written.stream().map(Address::of).toList();
  }

  private static @Nullable Cursor cursor(Paging paging) {
    return paging.cursor() == null ? null : new Cursor(paging.cursor().toString());
  }

  private static <T> Page<T> page(Slice<T> slice) {
    return new Page<>(slice.items(), slice.next() == null ? null : slice.next().text());
  }
}
