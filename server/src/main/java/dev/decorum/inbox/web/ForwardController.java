package dev.decorum.inbox.web;

import dev.decorum.clients.ClientId;
import dev.decorum.clients.Clients;
import dev.decorum.files.FileId;
import dev.decorum.inbox.Acquaintances;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Forwards;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.SendRefused;
import dev.decorum.inbox.Sent;
import dev.decorum.inbox.web.ComposeController.Typed;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Passing messages on to somebody outside.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class ForwardController {

  private final Forwards forwards;
  private final Inbox inbox;
  private final Drafts drafts;
  private final DraftKeeper keeper;
  private final Acquaintances acquaintances;
  private final Clients clients;
  private final PeopleReader people;

  ForwardController(
      Forwards forwards,
      Inbox inbox,
      Drafts drafts,
      DraftKeeper keeper,
      Acquaintances acquaintances,
      Clients clients,
      PeopleReader people) {
    this.forwards = forwards;
    this.inbox = inbox;
    this.drafts = drafts;
    this.keeper = keeper;
    this.acquaintances = acquaintances;
    this.clients = clients;
    this.people = people;
  }

  /// Opens a draft with the message in it.
  @PostMapping("/messages/{id}/forward")
  String begin(
      Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String view) {
    long no = forwards.begin(viewer, new InteractionId(id));
    return "redirect:" + Beside.named(view).in("/c/" + no + "/forward") + "#to";
  }

  @GetMapping("/c/{no}/forward")
  String form(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      Model model) {
    ConversationRow row = inbox.row(viewer, no);
    Optional<Draft> draft = drafts.find(viewer, no, DraftKind.FORWARD);
    if (draft.isEmpty()) {
      // Sent meanwhile, or discarded.
      return "redirect:" + Beside.named(view).page(row.no());
    }
    Typed typed = Typed.of(draft.get().content());
    var page = page(viewer, row, draft.get(), typed, Set.of(), view, FormErrors.none());
    model.addAttribute("page", page);
    return "inbox/compose";
  }

  /// @param take files of the messages that go along
  /// @param warned addresses of which the page has said that they are new with this client
  @PostMapping("/c/{no}/forward")
  String send(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String cc,
      @RequestParam(defaultValue = "") String bcc,
      @RequestParam(defaultValue = "") String subject,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "0") long revision,
      @RequestParam(defaultValue = "") String warned,
      @RequestParam(required = false) @Nullable Set<UUID> take,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    ConversationRow row = inbox.row(viewer, no);
    var typed = new Typed(to, cc, bcc, subject, text);
    Recipients recipients = typed.recipients();
    Set<UUID> taken = take == null ? Set.of() : take;
    FormErrors errors;
    try {
      Draft draft =
          keeper.keep(
              viewer, no, DraftKind.FORWARD, new DraftContent(text, subject, recipients), revision);
      keeper.attach(viewer, draft, files);
      errors = strangers(viewer, row.client().id(), recipients, warned);
      if (!errors.any()) {
        Sent sent =
            forwards.send(
                viewer,
                no,
                drafts.find(viewer, draft.id()).orElse(draft),
                recipients,
                subject,
                text,
                taken.stream().map(FileId::new).toList());
        var beside = Beside.named(view);
        Toast.of("inbox.forward.sent")
            .undoneBy(beside.in("/outbox/" + sent.interaction().id() + "/undo?c=" + row.no()))
            .afterRedirect(redirect);
        return "redirect:" + beside.page(row.no());
      }
    } catch (MessageRefused refused) {
      errors = Refusals.inForm(refused);
    } catch (SendRefused refused) {
      errors = Refusals.inForm(refused);
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    Draft left = drafts.find(viewer, no, DraftKind.FORWARD).orElse(null);
    model.addAttribute("page", page(viewer, row, left, typed, taken, view, errors));
    return "inbox/compose";
  }

  /// A slip of the pen would carry a client's matters to a stranger: asked once.
  private FormErrors strangers(
      Viewer viewer, ClientId client, Recipients recipients, String warned) {
    Set<String> seen =
        AddressList.parse(warned).stream().map(Address::address).collect(Collectors.toSet());
    List<Address> strangers =
        acquaintances.strangers(viewer, client, recipients.all().distinct().toList()).stream()
            .filter(address -> !seen.contains(address.address()))
            .toList();
    if (strangers.isEmpty()) return FormErrors.none();
    String named =
        strangers.stream().map(Address::address).sorted().collect(Collectors.joining(", "));
    boolean others =
        strangers.stream()
            .flatMap(address -> clients.byEmail(address.address()).stream())
            .anyMatch(other -> clients.find(viewer, other).isPresent());
    return FormErrors.none()
        .and("to", others ? "inbox.forward.other_client" : "inbox.forward.stranger", named);
  }

  private ComposePage page(
      Viewer viewer,
      ConversationRow row,
      @Nullable Draft draft,
      Typed typed,
      Set<UUID> taken,
      @Nullable String view,
      FormErrors errors) {
    long no = row.no();
    Beside beside = Beside.named(view);
    return new ComposePage(
        row.client(),
        "",
        row,
        new Composer(
            DraftKind.FORWARD,
            null,
            beside.in("/c/" + no + "/forward"),
            beside.page(no),
            "/drafts/forward-" + no,
            draft == null ? 0 : draft.revision(),
            typed.text(),
            typed.subject(),
            typed.to(),
            typed.cc(),
            typed.bcc(),
            false,
            "",
            "",
            people.read(viewer, row.client().id(), typed.recipients()),
            List.of(),
            draft == null ? List.of() : ConversationPages.files(draft),
            List.of(),
            errors),
        forwards.files(viewer, draft),
        taken,
        List.of());
  }
}
