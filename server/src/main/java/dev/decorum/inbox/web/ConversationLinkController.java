package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationLinks;
import dev.decorum.inbox.ConversationNotFound;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.LinkRefused;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Which conversations have to do with each other.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class ConversationLinkController {

  private static final int OTHERS = 20;

  private final Inbox inbox;
  private final ConversationLinks links;

  ConversationLinkController(Inbox inbox, ConversationLinks links) {
    this.inbox = inbox;
    this.links = links;
  }

  @GetMapping("/c/{no}/links")
  String form(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      Model model) {
    return form(viewer, no, view, "", FormErrors.none(), model);
  }

  private String form(
      Viewer viewer, long no, @Nullable String view, String typed, FormErrors errors, Model model) {
    ConversationRow row = inbox.row(viewer, no);
    var linked = links.of(viewer, row.id());
    var known = linked.stream().map(link -> link.other().no()).collect(Collectors.toSet());
    List<ConversationRow> others =
        inbox
            .list(
                viewer,
                ConversationFilter.of(View.ALL).client(row.client().id()),
                Sort.NEWEST,
                null,
                OTHERS + known.size() + 1)
            .items()
            .stream()
            .filter(other -> other.no() != row.no() && !known.contains(other.no()))
            .limit(OTHERS)
            .toList();
    Beside beside = Beside.named(view);
    model.addAttribute(
        "page",
        new LinksPage(
            row, linked, others, typed, beside.in("/c/" + no + "/links"), beside.page(no), errors));
    return "inbox/links";
  }

  /// @param other number of the other conversation
  @PostMapping("/c/{no}/links")
  String link(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String other,
      @RequestParam(defaultValue = "") String typed,
      @RequestParam(required = false) @Nullable String view,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    // Whoever may not see this one learns nothing by what is wrong with the other.
    inbox.row(viewer, no);
    var number = MergeController.NUMBER.matcher(typed.isBlank() ? other : typed.strip());
    String problem = "inbox.merge.refusal.none";
    if (number.matches()) {
      long linked = Long.parseLong(number.group(1));
      try {
        links.link(viewer, no, linked);
        Toast.of("inbox.link.done", "#" + linked).afterRedirect(redirect);
        return "redirect:" + Beside.named(view).page(no);
      } catch (LinkRefused refused) {
        problem = refused.messageKey();
      } catch (ConversationNotFound unknown) {
        problem = unknown.messageKey();
      }
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return form(viewer, no, view, typed, FormErrors.none().and("typed", problem), model);
  }

  @PostMapping("/c/{no}/links/{link}/remove")
  String unlink(
      Viewer viewer,
      @PathVariable long no,
      @PathVariable UUID link,
      @RequestParam(required = false) @Nullable String view,
      RedirectAttributes redirect) {
    links
        .unlink(viewer, no, link)
        .ifPresent(other -> Toast.of("inbox.link.removed", "#" + other).afterRedirect(redirect));
    return "redirect:" + Beside.named(view).in("/c/" + no + "/links");
  }
}
