package dev.decorum.inbox.web;

import dev.decorum.inbox.Change;
import dev.decorum.inbox.ConversationNotFound;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.Mentions;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.Priority;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.SendRefused;
import dev.decorum.inbox.Sent;
import dev.decorum.inbox.Status;
import dev.decorum.inbox.web.ConversationPages.Writing;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What a member does with a conversation.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class ConversationActions {

  private final Inbox inbox;
  private final Drafts drafts;
  private final Staff staff;
  private final ConversationPages pages;
  private final Queues queues;
  private final DraftKeeper keeper;
  private final Mentions mentions;
  private final Clock clock;

  ConversationActions(
      Inbox inbox,
      Drafts drafts,
      Staff staff,
      ConversationPages pages,
      Queues queues,
      DraftKeeper keeper,
      Mentions mentions,
      Clock clock) {
    this.inbox = inbox;
    this.drafts = drafts;
    this.staff = staff;
    this.pages = pages;
    this.queues = queues;
    this.keeper = keeper;
    this.mentions = mentions;
    this.clock = clock;
  }

  @PostMapping("/c/{no}/reply")
  String reply(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String cc,
      @RequestParam(defaultValue = "") String bcc,
      @RequestParam(defaultValue = "0") long revision,
      @RequestParam(defaultValue = "") String asis,
      @RequestParam(required = false) @Nullable String then,
      @RequestParam(required = false) @Nullable String later,
      @RequestParam(defaultValue = "") String at,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Recipients typed =
        new Recipients(AddressList.parse(to), AddressList.parse(cc), AddressList.parse(bcc));
    Recipients recipients = typed.all().findAny().isEmpty() ? null : typed;
    try {
      Draft draft =
          keeper.keep(
              viewer, no, DraftKind.REPLY, new DraftContent(text, null, recipients), revision);
      keeper.attach(viewer, draft, files);
      FormErrors blanks = Refusals.blanks(text, asis);
      if (blanks.any()) {
        return refused(viewer, no, view, text, recipients, blanks, model, response);
      }
      Instant sendAt = Later.read(viewer, later, at, clock);
      Sent sent =
          inbox.reply(
              viewer,
              no,
              new NewReply(
                  text,
                  recipients,
                  List.of(),
                  draft.id(),
                  sendAt,
                  then == null ? null : status(then),
                  true));
      Toast.of(sendAt == null ? "inbox.sent" : "inbox.sent.later")
          .undoneBy(Beside.named(view).in("/outbox/" + sent.interaction().id() + "/undo?c=" + no))
          .afterRedirect(redirect);
      return back(no, view);
    } catch (MessageRefused refused) {
      FormErrors errors = Refusals.inForm(refused);
      return refused(viewer, no, view, text, recipients, errors, model, response);
    } catch (SendRefused kept) {
      FormErrors errors = Refusals.inForm(kept);
      return refused(viewer, no, view, text, recipients, errors, model, response);
    }
  }

  private String refused(
      Viewer viewer,
      long no,
      @Nullable String view,
      String text,
      @Nullable Recipients recipients,
      FormErrors errors,
      Model model,
      HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    var writing = new Writing(DraftKind.REPLY, false, text, recipients, errors);
    model.addAttribute("page", pages.page(viewer, no, queue(viewer, no, view), writing));
    return "inbox/conversation";
  }

  @PostMapping("/c/{no}/note")
  String note(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "0") long revision,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    String unseen;
    try {
      Draft draft =
          keeper.keep(viewer, no, DraftKind.NOTE, new DraftContent(text, null, null), revision);
      keeper.attach(viewer, draft, files);
      inbox.note(viewer, no, text, List.of(), draft.id());
      unseen =
          mentions.inVain(viewer, no, text).stream()
              .map(Member::name)
              .collect(Collectors.joining(", "));
    } catch (MessageRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      var writing = new Writing(DraftKind.NOTE, false, text, null, Refusals.inForm(refused));
      model.addAttribute("page", pages.page(viewer, no, queue(viewer, no, view), writing));
      return "inbox/conversation";
    }
    Toast.of(unseen.isEmpty() ? "inbox.note.saved" : "inbox.note.unseen", unseen)
        .afterRedirect(redirect);
    // The box stays a note: it never turns into a reply by itself.
    return back(no, view) + "?write=note";
  }

  /// @param c number of the conversation to come back to
  @PostMapping("/outbox/{interaction}/undo")
  String undo(
      Viewer viewer,
      @PathVariable UUID interaction,
      @RequestParam long c,
      @RequestParam(required = false) @Nullable String view,
      RedirectAttributes redirect) {
    boolean undone = inbox.undo(viewer, new InteractionId(interaction));
    Toast.of(undone ? "inbox.undone" : "inbox.undo.too_late").afterRedirect(redirect);
    // What was begun with it is gone; its words are where they were written.
    return drafts.all(viewer).stream()
        .limit(undone ? 1 : 0)
        .filter(draft -> draft.kind() != DraftKind.REPLY)
        .map(draft -> "redirect:" + DraftController.line(draft).url())
        .findFirst()
        .orElseGet(() -> back(c, view) + "#text");
  }

  @PostMapping("/c/{no}/status")
  String status(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam String status,
      RedirectAttributes redirect) {
    Status before = inbox.get(viewer, no).row().status();
    Status after = status(status);
    inbox.change(viewer, no, List.of(new Change.ToStatus(after)), null);
    Toast toast = Toast.of("inbox.done." + after.word());
    boolean canGoBack = before != Status.SNOOZED && before != after;
    (canGoBack
            ? toast.undoneBy(Beside.named(view).in("/c/" + no + "/status?status=" + before.word()))
            : toast)
        .afterRedirect(redirect);
    return back(no, view);
  }

  @PostMapping("/c/{no}/snooze")
  String snooze(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam String until,
      RedirectAttributes redirect) {
    Instant time;
    try {
      time = Instant.parse(until);
    } catch (DateTimeParseException malformed) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    inbox.change(viewer, no, List.of(new Change.Snooze(time)), null);
    Toast.of("inbox.done.snoozed")
        .undoneBy(Beside.named(view).in("/c/" + no + "/status?status=open"))
        .afterRedirect(redirect);
    return back(no, view);
  }

  @PostMapping("/c/{no}/take")
  String take(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      RedirectAttributes redirect) {
    inbox.change(viewer, no, List.of(new Change.Take()), null);
    Toast.of("inbox.done.taken").afterRedirect(redirect);
    return back(no, view);
  }

  @PostMapping("/c/{no}/assign")
  String assign(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam String assignee,
      RedirectAttributes redirect) {
    inbox.change(viewer, no, List.of(new Change.Assign(member(assignee))), null);
    Toast.of("inbox.done.assigned").afterRedirect(redirect);
    return back(no, view);
  }

  @PostMapping("/c/{no}/move")
  String move(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam String team,
      RedirectAttributes redirect) {
    inbox.change(viewer, no, List.of(new Change.MoveTo(team(team))), null);
    Toast.of("inbox.done.moved").afterRedirect(redirect);
    // Who gives a conversation to a team of others may no longer see it.
    return sees(viewer, no) ? back(no, view) : "redirect:/inbox/mine";
  }

  private boolean sees(Viewer viewer, long no) {
    try {
      inbox.get(viewer, no);
      return true;
    } catch (ConversationNotFound gone) {
      return false;
    }
  }

  @PostMapping("/c/{no}/tags")
  String tags(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam(defaultValue = "") String tags,
      RedirectAttributes redirect) {
    inbox.change(viewer, no, List.of(new Change.Tag(words(tags))), null);
    Toast.of("inbox.done.tagged").afterRedirect(redirect);
    return back(no, view);
  }

  @PostMapping("/c/{no}/priority")
  String prioritise(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam String priority,
      RedirectAttributes redirect) {
    inbox.change(viewer, no, List.of(new Change.Prioritise(priority(priority))), null);
    Toast.of("inbox.done.prioritised").afterRedirect(redirect);
    return back(no, view);
  }

  @PostMapping("/c/{no}/subject")
  String rename(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam(defaultValue = "") String subject,
      RedirectAttributes redirect) {
    inbox.change(viewer, no, List.of(new Change.Rename(subject)), null);
    Toast.of("inbox.done.renamed").afterRedirect(redirect);
    return back(no, view);
  }

  @PostMapping("/c/{no}/trash")
  String trash(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      RedirectAttributes redirect) {
    inbox.trash(viewer, no);
    Toast.of("inbox.done.trashed")
        .undoneBy(Beside.named(view).in("/c/" + no + "/restore"))
        .afterRedirect(redirect);
    return "redirect:/inbox/mine";
  }

  @PostMapping("/c/{no}/spam")
  String spam(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      RedirectAttributes redirect) {
    inbox.spam(viewer, no, false);
    return spam(no, view, "inbox.done.spam", redirect);
  }

  @PostMapping("/c/{no}/spam/block")
  @Requires({Permission.WRITE_CLIENTS, Permission.BLOCK_SENDERS})
  String spamAndBlock(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      RedirectAttributes redirect) {
    inbox.spam(viewer, no, true);
    return spam(no, view, "inbox.done.blocked", redirect);
  }

  private static String spam(
      long no, @Nullable String view, String words, RedirectAttributes redirect) {
    Toast.of(words)
        .undoneBy(Beside.named(view).in("/c/" + no + "/restore"))
        .afterRedirect(redirect);
    return "redirect:/inbox/mine";
  }

  @PostMapping("/c/{no}/restore")
  String restore(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      RedirectAttributes redirect) {
    inbox.restore(viewer, no);
    Toast.of("inbox.done.restored").afterRedirect(redirect);
    return back(no, view);
  }

  private @Nullable QueuePage queue(Viewer viewer, long no, @Nullable String view) {
    ListName beside = Beside.named(view).list();
    return beside == null ? null : queues.page(viewer, beside, null, null, null, no);
  }

  /// To the conversation, with the list beside it that stood there before.
  private static String back(long no, @Nullable String view) {
    return "redirect:" + Beside.named(view).page(no);
  }

  private @Nullable MemberId member(String no) {
    return no.isEmpty()
        ? null
        : staff
            .memberByNo(number(no))
            .map(Member::id)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
  }

  private @Nullable TeamId team(String no) {
    return no.isEmpty()
        ? null
        : staff
            .teamByNo(number(no))
            .map(Team::id)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException malformed) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
  }

  private static Status status(String word) {
    try {
      Status status = Status.of(word);
      if (status != Status.SNOOZED) {
        return status;
      }
    } catch (IllegalArgumentException unknown) {
      // Refused below.
    }
    throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
  }

  private static Priority priority(String word) {
    try {
      return Priority.of(word);
    } catch (IllegalArgumentException unknown) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
  }

  private static Set<String> words(String tags) {
    return Arrays.stream(tags.split(","))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
