package dev.decorum.inbox.web;

import dev.decorum.audit.Audit;
import dev.decorum.inbox.ConversationView;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.web.ConversationPages.Writing;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Lists of conversations, and a conversation.
@Controller
@Requires(Permission.READ_CLIENTS)
class InboxController {

  private final Inbox inbox;
  private final Queues queues;
  private final ConversationPages pages;
  private final Threads threads;
  private final Clock clock;

  InboxController(
      Inbox inbox, Queues queues, ConversationPages pages, Threads threads, Clock clock) {
    this.inbox = inbox;
    this.queues = queues;
    this.pages = pages;
    this.threads = threads;
    this.clock = clock;
  }

  @GetMapping("/inbox")
  String inbox() {
    return "redirect:/inbox/mine";
  }

  @GetMapping("/inbox/{view}")
  String queue(
      Viewer viewer,
      @PathVariable String view,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String tag,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    model.addAttribute("page", queues.page(viewer, list(view), sort(sort), tag, cursor, null));
    return "inbox/queue";
  }

  @GetMapping("/inbox/{view}/rows")
  String rows(
      Viewer viewer,
      @PathVariable String view,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String tag,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Long open,
      Model model) {
    model.addAttribute("page", queues.page(viewer, list(view), sort(sort), tag, cursor, open));
    return "inbox/queueRows";
  }

  @GetMapping("/inbox/{view}/c/{no}")
  String conversationInQueue(
      Viewer viewer,
      @PathVariable String view,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String write,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "false") boolean read,
      @RequestHeader(name = "Sec-Purpose", required = false) @Nullable String browserPurpose,
      @RequestHeader(name = "Purpose", required = false) @Nullable String purpose,
      @RequestHeader(name = "Save-Data", required = false) @Nullable String saveData,
      Model model) {
    QueuePage queue = queues.page(viewer, list(view), sort(sort), null, null, no);
    Writing writing = writing(write, to, read);
    boolean fetched = Ahead.is(purpose) || Ahead.is(browserPurpose);
    ConversationPage page =
        fetched
            ? Audit.ahead(() -> pages.page(viewer, no, queue, writing))
            : pages.page(viewer, no, queue, writing);
    return conversation(page.with(Ahead.of(fetched, saveData, queue)), no, model);
  }

  @GetMapping("/c/{no}")
  String conversation(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String write,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "false") boolean read,
      Model model) {
    return conversation(pages.page(viewer, no, null, writing(write, to, read)), no, model);
  }

  /// A conversation that went up in another one is looked at there.
  private static String conversation(ConversationPage page, long asked, Model model) {
    if (page.no() != asked) {
      return "redirect:" + Beside.of(page.queue()).page(page.no());
    }
    model.addAttribute("page", page);
    return "inbox/conversation";
  }

  /// On paper.
  ///
  /// @param notes whether what colleagues wrote for each other is printed as well
  @GetMapping("/c/{no}/print")
  String print(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(defaultValue = "false") boolean notes,
      Model model) {
    ConversationView conversation = inbox.get(viewer, no);
    var thread = threads.sheet(viewer, no, conversation.row().client(), before);
    String earlier =
        thread.earlier() == null
            ? null
            : thread.earlier().replace("/earlier?", "/print?") + (notes ? "&notes=true" : "");
    model.addAttribute(
        "page", new PrintPage(conversation, thread, notes, earlier, clock.instant()));
    return "inbox/print";
  }

  /// What was said, alone: fetched again when something new has come.
  @GetMapping("/c/{no}/thread")
  String thread(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      Model model) {
    ConversationView conversation = inbox.get(viewer, no);
    model.addAttribute(
        "thread",
        threads.thread(viewer, no, conversation.row().client(), null, Beside.named(view)));
    return "inbox/thread";
  }

  /// One message with all that is in it, where that is too much for the page of the conversation.
  @GetMapping("/messages/{id}")
  String whole(
      Viewer viewer,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String view,
      Model model) {
    var message = new InteractionId(id);
    long no = inbox.conversationOf(viewer, message);
    ConversationView conversation = inbox.get(viewer, no);
    Beside beside = Beside.named(view);
    model.addAttribute(
        "page",
        new EarlierPage(
            conversation,
            threads.whole(viewer, no, conversation.row().client(), message, beside),
            beside.page(no) + "#m-" + id));
    return "inbox/earlier";
  }

  @GetMapping("/c/{no}/earlier")
  String earlier(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam String before,
      @RequestParam(required = false) @Nullable String view,
      Model model) {
    ConversationView conversation = inbox.get(viewer, no);
    Beside beside = Beside.named(view);
    model.addAttribute(
        "page",
        new EarlierPage(
            conversation,
            threads.thread(viewer, no, conversation.row().client(), before, beside),
            beside.page(no)));
    return "inbox/earlier";
  }

  private static Writing writing(@Nullable String write, @Nullable String to, boolean read) {
    DraftKind kind = "note".equals(write) ? DraftKind.NOTE : DraftKind.REPLY;
    return new Writing(kind, "all".equals(to), null, null, FormErrors.none(), read);
  }

  private static ListName list(String word) {
    return ListName.parse(word)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static @Nullable Sort sort(@Nullable String word) {
    try {
      return word == null ? null : Sort.of(word);
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }
}
