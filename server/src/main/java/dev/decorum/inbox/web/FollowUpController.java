package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationView;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.SendRefused;
import dev.decorum.inbox.Sent;
import dev.decorum.inbox.web.ComposeController.Typed;
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

/// Going on, in a new conversation, with what another one was about.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class FollowUpController {

  private final Inbox inbox;
  private final Drafts drafts;
  private final DraftKeeper keeper;
  private final PeopleReader people;
  private final ConversationPages pages;
  private final Clock clock;

  FollowUpController(
      Inbox inbox,
      Drafts drafts,
      DraftKeeper keeper,
      PeopleReader people,
      ConversationPages pages,
      Clock clock) {
    this.inbox = inbox;
    this.drafts = drafts;
    this.keeper = keeper;
    this.people = people;
    this.pages = pages;
    this.clock = clock;
  }

  @GetMapping("/c/{no}/follow-up")
  String form(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "false") boolean read,
      Model model) {
    ConversationView earlier = inbox.get(viewer, no);
    Draft draft = drafts.find(viewer, no, DraftKind.FOLLOWUP).orElse(null);
    Typed typed =
        Typed.of(
            draft != null
                ? draft.content()
                : new DraftContent("", earlier.row().subject(), earlier.answerTo()));
    model.addAttribute("page", page(viewer, earlier, draft, typed, FormErrors.none(), read));
    return "inbox/compose";
  }

  @PostMapping("/c/{no}/follow-up")
  String send(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String cc,
      @RequestParam(defaultValue = "") String bcc,
      @RequestParam(defaultValue = "") String subject,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "0") long revision,
      @RequestParam(defaultValue = "") String asis,
      @RequestParam(required = false) @Nullable String later,
      @RequestParam(defaultValue = "") String at,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    ConversationView earlier = inbox.get(viewer, no);
    var typed = new Typed(to, cc, bcc, subject, text);
    FormErrors errors;
    try {
      var content = new DraftContent(text, subject, typed.recipients());
      Draft draft = keeper.keep(viewer, no, DraftKind.FOLLOWUP, content, revision);
      keeper.attach(viewer, draft, files);
      errors = Refusals.blanks(text, asis);
      if (!errors.any()) {
        Instant sendAt = Later.read(viewer, later, at, clock);
        Sent sent =
            inbox.followUp(
                viewer,
                no,
                new NewConversation(
                    null,
                    typed.recipients(),
                    subject,
                    text,
                    null,
                    List.of(),
                    draft.id(),
                    sendAt,
                    true));
        Toast.of(sendAt == null ? "inbox.sent" : "inbox.sent.later")
            .undoneBy("/outbox/" + sent.interaction().id() + "/undo?c=" + sent.no())
            .afterRedirect(redirect);
        return "redirect:/c/" + sent.no();
      }
    } catch (MessageRefused refused) {
      errors = Refusals.inForm(refused);
    } catch (SendRefused refused) {
      errors = Refusals.inForm(refused);
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    Draft left = drafts.find(viewer, no, DraftKind.FOLLOWUP).orElse(null);
    model.addAttribute("page", page(viewer, earlier, left, typed, errors, false));
    return "inbox/compose";
  }

  private ComposePage page(
      Viewer viewer,
      ConversationView earlier,
      @Nullable Draft draft,
      Typed typed,
      FormErrors errors,
      boolean read) {
    long no = earlier.no();
    var client = earlier.row().client();
    String address = "/drafts/followup-" + no;
    return new ComposePage(
        client,
        "",
        earlier.row(),
        new Composer(
            DraftKind.FOLLOWUP,
            null,
            "/c/" + no + "/follow-up",
            "/c/" + no,
            address,
            draft == null ? 0 : draft.revision(),
            typed.text(),
            typed.subject(),
            typed.to(),
            typed.cc(),
            typed.bcc(),
            false,
            client.name(),
            "",
            people.read(viewer, client.id(), typed.recipients()),
            List.of(),
            draft == null ? List.of() : ConversationPages.files(draft),
            Later.choices(viewer, clock),
            errors),
        List.of(),
        Set.of(),
        pages.panels(viewer, address, draft, client.no(), read));
  }
}
