package dev.decorum.inbox.web;

import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Mentions;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.SecondLooks;
import dev.decorum.inbox.web.DraftController.Fields;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A second pair of eyes before a reply goes.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class LooksController {

  private final SecondLooks looks;
  private final LooksReader reader;
  private final DraftKeeper keeper;
  private final Inbox inbox;
  private final Mentions mentions;
  private final Staff staff;

  LooksController(
      SecondLooks looks,
      LooksReader reader,
      DraftKeeper keeper,
      Inbox inbox,
      Mentions mentions,
      Staff staff) {
    this.inbox = inbox;
    this.mentions = mentions;
    this.looks = looks;
    this.reader = reader;
    this.keeper = keeper;
    this.staff = staff;
  }

  /// Shows the reply to a colleague; where there is none yet, the conversation, by a note that
  /// names them.
  ///
  /// @param fields the reply as it stands in the box
  /// @param colleague number of who is asked
  @PostMapping("/c/{no}/look")
  String ask(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      @ModelAttribute Fields fields,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      @RequestParam(defaultValue = "0") int colleague,
      @RequestParam(defaultValue = "") String question,
      RedirectAttributes redirect) {
    Draft draft = keeper.keep(viewer, no, DraftKind.REPLY, fields.content(), fields.madeOn());
    keeper.attach(viewer, draft, files);
    Member asked =
        staff
            .memberByNo(colleague)
            .orElseThrow(() -> new MessageRefused(MessageRefused.Reason.UNFIT_ASSIGNEE));
    if (draft.content().text().isBlank() && !question.isBlank()) {
      if (!mentions.audience(viewer, no).contains(asked)) {
        throw new MessageRefused(MessageRefused.Reason.UNFIT_ASSIGNEE);
      }
      inbox.note(viewer, no, "@" + asked.name() + " " + question.strip(), List.of(), null);
      Toast.of("inbox.look.asked.note", asked.name()).afterRedirect(redirect);
      return back(no, view);
    }
    looks.ask(viewer, no, asked.id(), question);
    Toast.of("inbox.look.asked", asked.name()).afterRedirect(redirect);
    return back(no, view);
  }

  @PostMapping("/c/{no}/look/withdraw")
  String withdraw(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      RedirectAttributes redirect) {
    looks.withdraw(viewer, no);
    Toast.of("inbox.look.withdrawn").afterRedirect(redirect);
    return back(no, view);
  }

  @PostMapping("/c/{no}/look/{id}/approve")
  String approve(
      Viewer viewer,
      @PathVariable long no,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam(defaultValue = "0") long revision,
      @RequestParam(defaultValue = "") String words,
      RedirectAttributes redirect) {
    looks.approve(viewer, no, id, revision, words);
    Toast.of("inbox.look.approved").afterRedirect(redirect);
    return back(no, view);
  }

  @PostMapping("/c/{no}/look/{id}/return")
  String sendBack(
      Viewer viewer,
      @PathVariable long no,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam(defaultValue = "") String words,
      RedirectAttributes redirect) {
    looks.sendBack(viewer, no, id, words);
    Toast.of("inbox.look.returned").afterRedirect(redirect);
    return back(no, view);
  }

  /// How it stands, alone: fetched again when the colleague has answered.
  @GetMapping("/c/{no}/look")
  String look(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      Model model) {
    model.addAttribute("looks", reader.own(viewer, no, beside(view)));
    return "inbox/ownLook";
  }

  private static String beside(@Nullable String view) {
    return Beside.named(view).in("");
  }

  private static String back(long no, @Nullable String view) {
    return "redirect:" + Beside.named(view).page(no);
  }
}
