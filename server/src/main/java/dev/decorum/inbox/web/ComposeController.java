package dev.decorum.inbox.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.SendRefused;
import dev.decorum.inbox.Sent;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Writing to a client first.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class ComposeController {

  private final Inbox inbox;
  private final Drafts drafts;
  private final DraftKeeper keeper;
  private final Clients clients;
  private final PeopleReader people;
  private final ConversationPages pages;
  private final Clock clock;

  ComposeController(
      Inbox inbox,
      Drafts drafts,
      DraftKeeper keeper,
      Clients clients,
      PeopleReader people,
      ConversationPages pages,
      Clock clock) {
    this.inbox = inbox;
    this.drafts = drafts;
    this.keeper = keeper;
    this.clients = clients;
    this.people = people;
    this.pages = pages;
    this.clock = clock;
  }

  /// What was typed, as it was typed.
  record Typed(String to, String cc, String bcc, String subject, String text) {

    Recipients recipients() {
      return new Recipients(AddressList.parse(to), AddressList.parse(cc), AddressList.parse(bcc));
    }

    static Typed of(DraftContent content) {
      Recipients whom = content.recipients() == null ? Recipients.NOBODY : content.recipients();
      return new Typed(
          AddressList.format(whom.to()),
          AddressList.format(whom.cc()),
          AddressList.format(whom.bcc()),
          content.subject() == null ? "" : content.subject(),
          content.text());
    }
  }

  @GetMapping("/compose")
  String form(
      Viewer viewer,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(required = false) @Nullable Long client,
      @RequestParam(required = false) @Nullable UUID draft,
      @RequestParam(defaultValue = "false") boolean read,
      Model model) {
    // The browser hands over mailto: links as they are.
    String address = to.startsWith("mailto:") ? to.substring("mailto:".length()) : to;
    Draft kept = draft == null ? null : drafts.find(viewer, new DraftId(draft)).orElse(null);
    if (address.isBlank() && client != null) {
      address = addressOf(clients.get(viewer, client));
    }
    Typed typed = kept == null ? new Typed(address, "", "", "", "") : Typed.of(kept.content());
    model.addAttribute("page", page(viewer, client, kept, typed, FormErrors.none(), read));
    return "inbox/compose";
  }

  private static String addressOf(Client client) {
    return client.details().emails().stream()
        .limit(1)
        .map(email -> AddressList.format(List.of(new Address(client.name(), email.value()))))
        .collect(Collectors.joining());
  }

  @PostMapping("/compose")
  String send(
      Viewer viewer,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String cc,
      @RequestParam(defaultValue = "") String bcc,
      @RequestParam(defaultValue = "") String subject,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable Long client,
      @RequestParam(required = false) @Nullable UUID draft,
      @RequestParam(defaultValue = "0") long revision,
      @RequestParam(defaultValue = "") String asis,
      @RequestParam(required = false) @Nullable String later,
      @RequestParam(defaultValue = "") String at,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    if (client != null) {
      // Before anything is written: who may not see the client keeps no draft for it either.
      clients.get(viewer, client);
    }
    var typed = new Typed(to, cc, bcc, subject, text);
    Recipients recipients = typed.recipients();
    Draft kept = null;
    try {
      kept =
          keeper.keep(
              viewer,
              draft == null ? null : new DraftId(draft),
              new DraftContent(text, subject, recipients),
              revision);
      keeper.attach(viewer, kept, files);
      FormErrors blanks = Refusals.blanks(text, asis);
      if (blanks.any()) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        Draft left = drafts.find(viewer, kept.id()).orElse(kept);
        model.addAttribute("page", page(viewer, client, left, typed, blanks, false));
        return "inbox/compose";
      }
      Instant sendAt = Later.read(viewer, later, at, clock);
      Sent sent =
          inbox.start(
              viewer,
              new NewConversation(
                  client, recipients, subject, text, null, List.of(), kept.id(), sendAt, true));
      Toast.of(sendAt == null ? "inbox.sent" : "inbox.sent.later")
          .undoneBy("/outbox/" + sent.interaction().id() + "/undo?c=" + sent.no())
          .afterRedirect(redirect);
      return "redirect:/c/" + sent.no();
    } catch (MessageRefused refused) {
      return refused(viewer, client, draft, kept, typed, Refusals.inForm(refused), model, response);
    } catch (SendRefused refused) {
      return refused(viewer, client, draft, kept, typed, Refusals.inForm(refused), model, response);
    }
  }

  private String refused(
      Viewer viewer,
      @Nullable Long client,
      @Nullable UUID draft,
      @Nullable Draft kept,
      Typed typed,
      FormErrors errors,
      Model model,
      HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    DraftId id = kept != null ? kept.id() : draft == null ? null : new DraftId(draft);
    Draft left = id == null ? null : drafts.find(viewer, id).orElse(null);
    model.addAttribute("page", page(viewer, client, left, typed, errors, false));
    return "inbox/compose";
  }

  private People people(Viewer viewer, @Nullable ClientSummary client, Recipients recipients) {
    return client == null && recipients.all().findAny().isEmpty()
        ? People.NOBODY
        : people.read(viewer, client == null ? null : client.id(), recipients);
  }

  private ComposePage page(
      Viewer viewer,
      @Nullable Long client,
      @Nullable Draft draft,
      Typed typed,
      FormErrors errors,
      boolean read) {
    Client found = client == null ? null : clients.get(viewer, client);
    ClientSummary known = found == null ? null : found.summary();
    String id = draft == null ? "" : draft.id().id().toString();
    String address = "/drafts/new" + (id.isEmpty() ? "" : "-" + id);
    return new ComposePage(
        known,
        id,
        null,
        new Composer(
            DraftKind.NEW,
            null,
            "/compose",
            "/compose",
            address,
            draft == null ? 0 : draft.revision(),
            typed.text(),
            typed.subject(),
            typed.to(),
            typed.cc(),
            typed.bcc(),
            false,
            known == null ? "" : known.name(),
            "",
            people(viewer, known, typed.recipients()),
            List.of(),
            draft == null ? List.of() : ConversationPages.files(draft),
            Later.choices(viewer, found == null ? null : found.details().zone(), clock),
            errors),
        List.of(),
        Set.of(),
        pages.panels(viewer, address, draft, client, read));
  }
}
