package dev.decorum.promises.api;

import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientNotFound;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.Correspondence;
import dev.decorum.inbox.InteractionId;
import dev.decorum.promises.Due;
import dev.decorum.promises.Evidence;
import dev.decorum.promises.NewPromise;
import dev.decorum.promises.PromiseRefused;
import dev.decorum.promises.PromiseRefused.Reason;
import dev.decorum.promises.PromiseState;
import dev.decorum.promises.PromiseView;
import dev.decorum.promises.Promises;
import dev.decorum.promises.Prospects;
import dev.decorum.promises.web.DoubtWords;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.BadRequest;
import dev.decorum.web.Idempotency;
import dev.decorum.web.IdempotencyKey;
import dev.decorum.web.Page;
import dev.decorum.web.Paging;
import dev.decorum.web.Version;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// `/api/v1/promises`.
@RestController
@RequestMapping("/api/v1/promises")
@Requires(Permission.READ_CLIENTS)
class PromisesApi {

  private final Promises promises;
  private final Prospects prospects;
  private final DoubtWords doubts;
  private final Correspondence correspondence;
  private final Clients clients;
  private final Staff staff;
  private final Idempotency idempotency;

  PromisesApi(
      Promises promises,
      Prospects prospects,
      DoubtWords doubts,
      Correspondence correspondence,
      Clients clients,
      Staff staff,
      Idempotency idempotency) {
    this.promises = promises;
    this.prospects = prospects;
    this.doubts = doubts;
    this.correspondence = correspondence;
    this.clients = clients;
    this.staff = staff;
    this.idempotency = idempotency;
  }

  /// @param owner `me`, `none` or a member's number
  @GetMapping
  Page<PromiseResource> list(
      Viewer viewer,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String client,
      @RequestParam(defaultValue = "") String owner,
      Paging paging) {
    var of = state.isEmpty() ? null : state(state);
    var whose = owner.isEmpty() || owner.equals("none") ? null : owner(viewer, owner);
    var who = client.isEmpty() ? null : client(viewer, client);
    // Who is not there has promised nothing, and was promised nothing.
    boolean nobody = whose == null && !owner.isEmpty() && !owner.equals("none");
    if (nobody || who == null && !client.isEmpty()) return new Page<>(List.of(), null);
    var page =
        promises.list(
            viewer, of, who, whose, owner.equals("none"), paging.cursor(), paging.limit());
    var subjects = subjects(viewer, page.items());
    return page.map(one -> resource(one, subjects, List.of()));
  }

  private Map<Long, String> subjects(Viewer viewer, List<PromiseView> views) {
    return correspondence.subjects(
        viewer, views.stream().flatMap(one -> Stream.ofNullable(one.conversation())).toList());
  }

  private static PromiseState state(String word) {
    try {
      return PromiseState.of(word);
    } catch (IllegalArgumentException unknown) {
      throw new BadRequest("parameter.invalid");
    }
  }

  private @Nullable MemberId owner(Viewer viewer, String text) {
    return text.equals("me")
        ? viewer.id()
        : staff.memberByNo((int) number(text)).map(Member::id).orElse(null);
  }

  private @Nullable ClientId client(Viewer viewer, String text) {
    try {
      return clients.get(viewer, number(text)).id();
    } catch (ClientNotFound unknown) {
      return null;
    }
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,9}")) throw new BadRequest("parameter.invalid");
    return Long.parseLong(text);
  }

  @GetMapping("/{no}")
  ResponseEntity<PromiseResource> get(Viewer viewer, @PathVariable long no) {
    return answer(viewer, promises.get(viewer, no), List.of());
  }

  /// @param conversation number of the one it was given in
  /// @param client number of the client, instead of a conversation
  /// @param due a moment or a date; null: no time was said
  /// @param duePrecision `date` makes a date of a moment
  /// @param dueRange the first and the last day, instead of `due`
  /// @param owner a member's number, or `"me"`; null: whoever asks
  /// @param interaction the message, call or note in which it was given
  /// @param repeats how often it comes again, such as `P1W`; null: it does not
  /// @param repeatsUntil the last day on which one may be due
  record NewPromiseBody(
      @NotNull String text,
      @Nullable Long conversation,
      @Nullable Long client,
      @Nullable String due,
      @Nullable String duePrecision,
      @Nullable List<@NotNull String> dueRange,
      @Nullable JsonNode owner,
      @Nullable UUID interaction,
      @Nullable String repeats,
      @Nullable String repeatsUntil) {}

  @PostMapping
  @Requires(Permission.WRITE_CLIENTS)
  ResponseEntity<byte[]> make(
      Viewer viewer, IdempotencyKey key, @Valid @RequestBody NewPromiseBody body) {
    return idempotency.once(key, viewer.id().id(), body, () -> made(viewer, body));
  }

  private ResponseEntity<PromiseResource> made(Viewer viewer, NewPromiseBody body) {
    var made =
        new NewPromise(
            body.text(),
            WrittenDue.read(body.due(), body.duePrecision(), body.dueRange(), viewer.zone()),
            body.owner() == null || body.owner().isNull() ? null : owner(viewer, body.owner()),
            body.interaction() == null ? null : new InteractionId(body.interaction()),
            WrittenRepeats.read(body.repeats(), body.repeatsUntil()));
    var conversation = body.conversation();
    var client = body.client();
    if (conversation == null && client == null) throw new PromiseRefused(Reason.NO_CLIENT);
    var remarks = remarks(viewer, made.owner(), made.due(), conversation);
    long no =
        conversation != null
            ? promises.makeInConversation(viewer, conversation, made)
            : promises.makeForClient(viewer, Objects.requireNonNull(client), made);
    var view = promises.get(viewer, no);
    return ResponseEntity.created(URI.create("/api/v1/promises/" + no))
        .eTag(Version.tag(view.version()))
        .body(resource(view, subjects(viewer, List.of(view)), remarks));
  }

  /// What speaks against a time; asked before it is given, or it would speak against itself.
  ///
  /// @param owner null: the viewer
  private List<String> remarks(
      Viewer viewer, @Nullable MemberId owner, Due by, @Nullable Long conversation) {
    var who = owner == null ? viewer.id() : owner;
    return doubts.withBetter(
        viewer, by, who.equals(viewer.id()), prospects.of(viewer, who, by, conversation));
  }

  private MemberId member(int no) {
    return staff
        .memberByNo(no)
        .map(Member::id)
        .orElseThrow(() -> new PromiseRefused(Reason.NO_SUCH_OWNER));
  }

  /// What is to be changed. Absent members stay as they are.
  ///
  /// @param state `kept`, `broken`, `withdrawn`, `open` for one that was over by mistake, or
  ///   `renegotiated` where the client knows of the new time; all others are a matter of time
  /// @param evidence a line that shows that it was kept
  /// @param evidenceInteraction a message that shows it
  /// @param owner a member's number, or `"me"`
  /// @param repeats how often it comes again, such as `P1W`; empty: no more
  /// @param repeatsUntil the last day on which one may be due
  record PromisePatch(
      @Nullable String state,
      @Nullable String due,
      @Nullable String duePrecision,
      @Nullable List<@NotNull String> dueRange,
      @Nullable String evidence,
      @Nullable UUID evidenceInteraction,
      @Nullable JsonNode owner,
      @Nullable String repeats,
      @Nullable String repeatsUntil) {}

  @PatchMapping("/{no}")
  @Requires(Permission.WRITE_CLIENTS)
  ResponseEntity<PromiseResource> change(
      Viewer viewer,
      @PathVariable long no,
      Version madeOn,
      @Valid @RequestBody PromisePatch patch) {
    var due =
        patch.due() == null && patch.dueRange() == null
            ? null
            : WrittenDue.read(patch.due(), patch.duePrecision(), patch.dueRange(), viewer.zone());
    var message = patch.evidenceInteraction();
    var owner = patch.owner() == null ? null : owner(viewer, patch.owner());
    List<String> remarks = List.of();
    if (due != null) {
      var before = promises.get(viewer, no);
      remarks = remarks(viewer, owner == null ? before.owner() : owner, due, before.conversation());
    }
    var view =
        promises.change(
            viewer,
            no,
            madeOn,
            patch.state() == null ? null : wanted(patch.state()),
            due,
            owner,
            "".equals(patch.repeats()),
            WrittenRepeats.read(patch.repeats(), patch.repeatsUntil()),
            new Evidence(patch.evidence(), message == null ? null : new InteractionId(message)));
    return answer(viewer, view, remarks);
  }

  private static PromiseState wanted(String word) {
    try {
      return PromiseState.of(word);
    } catch (IllegalArgumentException unknown) {
      throw new PromiseRefused(Reason.NO_SUCH_STATE);
    }
  }

  private MemberId owner(Viewer viewer, JsonNode owner) {
    if (owner.isString() && owner.stringValue().equals("me")) return viewer.id();
    if (!owner.isInt()) throw new PromiseRefused(Reason.NO_SUCH_OWNER);
    return member(owner.intValue());
  }

  private ResponseEntity<PromiseResource> answer(
      Viewer viewer, PromiseView view, List<String> remarks) {
    return ResponseEntity.ok()
        .eTag(Version.tag(view.version()))
        .body(resource(view, subjects(viewer, List.of(view)), remarks));
  }

  private PromiseResource resource(
      PromiseView view, Map<Long, String> subjects, List<String> remarks) {
    var conversation = view.conversation();
    return PromiseResource.of(
        view, conversation == null ? null : subjects.get(conversation), remarks, staff);
  }
}
