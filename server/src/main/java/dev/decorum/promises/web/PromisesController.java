package dev.decorum.promises.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.coach.Coach;
import dev.decorum.inbox.Correspondence;
import dev.decorum.inbox.Direction;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.promises.Column;
import dev.decorum.promises.Due;
import dev.decorum.promises.Evidence;
import dev.decorum.promises.NewPromise;
import dev.decorum.promises.PromiseNotFound;
import dev.decorum.promises.PromiseRefused;
import dev.decorum.promises.PromiseRefused.Reason;
import dev.decorum.promises.PromiseView;
import dev.decorum.promises.Promises;
import dev.decorum.promises.Prospects;
import dev.decorum.promises.Whose;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Paging;
import dev.decorum.web.Toast;
import dev.decorum.web.Version;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The promise board, one promise, and what is done about it.
@Controller
@RequestMapping("/promises")
@Requires(Permission.READ_CLIENTS)
class PromisesController {

  private static final int IN_COLUMN = 20;
  private static final int LOOKED_BACK = 30;
  private static final int LONGEST_BEGINNING = 80;
  private static final Version ANY = new Version(null);
  private static final Set<Kind> SPOKEN = Set.of(Kind.CALL, Kind.MEETING, Kind.VISIT, Kind.NOTE);
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);
  private static final DateTimeFormatter WRITTEN_MINUTE =
      DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.UK);

  private final Promises promises;
  private final Prospects prospects;
  private final DoubtWords doubts;
  private final Lines lines;
  private final Inbox inbox;
  private final Clients clients;
  private final Drafts drafts;
  private final Coach coach;
  private final Correspondence correspondence;
  private final Staff staff;
  private final MessageSource words;

  PromisesController(
      Promises promises,
      Prospects prospects,
      DoubtWords doubts,
      Lines lines,
      Inbox inbox,
      Clients clients,
      Drafts drafts,
      Coach coach,
      Correspondence correspondence,
      Staff staff,
      MessageSource words) {
    this.promises = promises;
    this.prospects = prospects;
    this.doubts = doubts;
    this.lines = lines;
    this.inbox = inbox;
    this.clients = clients;
    this.drafts = drafts;
    this.coach = coach;
    this.correspondence = correspondence;
    this.staff = staff;
    this.words = words;
  }

  // --- the board

  /// @param who a word of [Whose]
  /// @param as a word of [Column] for that one as a table; else the columns
  @GetMapping
  String board(
      Viewer viewer,
      @RequestParam(defaultValue = "") String who,
      @RequestParam(defaultValue = "") String as,
      Paging paging,
      Model model) {
    var whose = Objects.requireNonNullElse(word(Whose.values(), who), Whose.ME);
    var table = word(Column.values(), as);
    var columns = new EnumMap<Column, List<Line>>(Column.class);
    String next = null;
    if (table != null) {
      var page = promises.column(viewer, table, whose, paging.cursor(), paging.limit());
      columns.put(table, lines.of(page.items()));
      next = page.next();
    } else {
      promises
          .board(viewer, BoardPage.SHOWN, whose, IN_COLUMN)
          .forEach((column, found) -> columns.put(column, lines.of(found)));
    }
    model.addAttribute(
        "page", new BoardPage(whose, table, columns, promises.counts(viewer, whose), next));
    return table == null ? "promises/board" : "promises/table";
  }

  private static <E extends Enum<E>> @Nullable E word(E[] all, String word) {
    for (var one : all) {
      if (one.name().equalsIgnoreCase(word)) return one;
    }
    return null;
  }

  // --- making

  /// @param found which of the promises that were found in the conversation to fill in, from 0
  @GetMapping("/new")
  @Requires(Permission.WRITE_CLIENTS)
  String form(
      Viewer viewer,
      @RequestParam(required = false) @Nullable Long conversation,
      @RequestParam(required = false) @Nullable Long client,
      @RequestParam(defaultValue = "-1") int found,
      Model model) {
    var said = conversation == null ? List.<Said>of() : said(viewer, conversation);
    var form =
        found >= 0 && found < said.size()
            ? PromiseForm.of(
                conversation,
                client,
                said.get(found).source().id().toString(),
                said.get(found).words(),
                said.get(found).due(),
                viewer.zone())
            : PromiseForm.of(conversation, client, null, "", new Due.None(), viewer.zone());
    var outlook =
        found >= 0 && found < said.size()
            ? outlook(viewer, viewer.id(), said.get(found).due(), conversation)
            : OutlookPage.NOT_ASKED;
    return form(viewer, form, said, FormErrors.none(), outlook, model);
  }

  private String form(
      Viewer viewer,
      PromiseForm form,
      List<Said> said,
      FormErrors errors,
      OutlookPage outlook,
      Model model) {
    var found = new ArrayList<NewPage.Found>();
    for (int i = 0; i < said.size(); i++) {
      found.add(
          new NewPage.Found(
              said.get(i).words(),
              said.get(i).due(),
              "/promises/new?conversation=" + form.conversation() + "&found=" + i));
    }
    model.addAttribute(
        "page",
        new NewPage(
            client(viewer, form),
            form,
            found,
            lines.colleagues(viewer, List.of()),
            viewer.no(),
            outlook,
            errors));
    return "promises/new";
  }

  private ClientSummary client(Viewer viewer, PromiseForm form) {
    var conversation = form.conversation();
    if (conversation != null) return inbox.row(viewer, conversation).client();
    var client = form.client();
    if (client == null) throw new PromiseNotFound();
    return clients.getToServe(viewer, client).summary();
  }

  private record Said(InteractionId source, String words, Due due) {}

  /// What was promised on the phone, face to face or in a note, as far as it stands there in words.
  private List<Said> said(Viewer viewer, long conversation) {
    var standing = correspondence.standing(viewer, conversation);
    var found = new ArrayList<Said>();
    for (var one : inbox.latest(viewer, conversation, null, LOOKED_BACK).items().reversed()) {
      if (!SPOKEN.contains(one.kind())) continue;
      coach
          .promises(viewer, standing, one.text(), one.at().atZone(viewer.zone()), Set.of())
          .forEach(said -> found.add(new Said(one.id(), said.text(), Due.of(said.due()))));
    }
    return found;
  }

  /// What speaks against the time that is typed; with one to take instead, the form with that.
  ///
  /// @param take a time as [Due#text] writes it; empty: none
  @PostMapping("/check")
  @Requires(Permission.WRITE_CLIENTS)
  String check(
      Viewer viewer,
      @ModelAttribute PromiseForm form,
      @RequestParam(defaultValue = "") String take,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model,
      HttpServletResponse response) {
    try {
      var typed = take.isEmpty() ? form : form.by(taken(take), viewer.zone());
      var by = typed.due(viewer.zone());
      var owner = Objects.requireNonNullElseGet(owner(form.owner()), viewer::id);
      var outlook = outlook(viewer, owner, by, form.conversation());
      if (fragment) {
        model.addAttribute("page", outlook);
        return "promises/outlook";
      }
      return form(viewer, typed, List.of(), FormErrors.none(), outlook, model);
    } catch (PromiseRefused refused) {
      // While it is being typed nothing is wrong yet.
      if (fragment) {
        model.addAttribute("page", OutlookPage.NOT_ASKED);
        return "promises/outlook";
      }
      response.setStatus(refused.status().value());
      return form(viewer, form, List.of(), errors(refused), OutlookPage.NOT_ASKED, model);
    }
  }

  private OutlookPage outlook(Viewer viewer, MemberId owner, Due by, @Nullable Long conversation) {
    var advice = prospects.of(viewer, owner, by, conversation);
    var better = advice.better();
    return new OutlookPage(
        true,
        doubts.of(viewer, by, owner.equals(viewer.id()), advice),
        better == null ? "" : better.text(),
        better == null ? "" : doubts.due(better, viewer.zone()));
  }

  private static Due taken(String text) {
    try {
      return Due.parse(text);
    } catch (IllegalArgumentException unreadable) {
      throw new PromiseRefused(Reason.UNREADABLE_DUE);
    }
  }

  @PostMapping
  @Requires(Permission.WRITE_CLIENTS)
  String make(
      Viewer viewer,
      @ModelAttribute PromiseForm form,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var conversation = form.conversation();
    try {
      var source = PromiseForm.typed(form.source());
      var made =
          new NewPromise(
              PromiseForm.typed(form.words()),
              form.due(viewer.zone()),
              owner(form.owner()),
              source.isEmpty() ? null : new InteractionId(uuid(source, Reason.NO_SUCH_SOURCE)),
              form.again());
      if (conversation != null) {
        promises.makeInConversation(viewer, conversation, made);
      } else {
        var client = form.client();
        if (client == null) throw new PromiseNotFound();
        promises.makeForClient(viewer, client, made);
      }
    } catch (PromiseRefused refused) {
      response.setStatus(refused.status().value());
      return form(viewer, form, List.of(), errors(refused), OutlookPage.NOT_ASKED, model);
    }
    Toast.of("promises.done.made").afterRedirect(redirect);
    return "redirect:"
        + (conversation == null ? "/clients/" + form.client() : "/c/" + conversation);
  }

  private @Nullable MemberId owner(@Nullable Integer no) {
    if (no == null) return null;
    return staff
        .memberByNo(no)
        .map(Member::id)
        .orElseThrow(() -> new PromiseRefused(Reason.NO_SUCH_OWNER));
  }

  private static UUID uuid(String text, Reason reason) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException unreadable) {
      throw new PromiseRefused(reason);
    }
  }

  private static FormErrors errors(PromiseRefused refused) {
    return FormErrors.none().and(refused.field(), refused.messageKey());
  }

  // --- one promise

  @GetMapping("/{no}")
  String show(Viewer viewer, @PathVariable long no, Model model) {
    return page(viewer, no, FormErrors.none(), model);
  }

  private String page(Viewer viewer, long no, FormErrors errors, Model model) {
    var promise = promises.get(viewer, no);
    var history =
        promises.history(viewer, no).stream()
            .map(one -> new PromisePage.Happened(one, name(one.by()), name(one.owner())))
            .toList();
    boolean writes = viewer.may(Permission.WRITE_CLIENTS);
    model.addAttribute(
        "page",
        new PromisePage(
            lines.of(promise),
            history,
            writes && promise.state().runs() ? messages(viewer, promise) : List.of(),
            lines.colleagues(viewer, List.of(promise)),
            writes,
            errors));
    return "promises/promise";
  }

  private @Nullable String name(@Nullable MemberId member) {
    return member == null ? null : staff.member(member).map(Member::name).orElse(null);
  }

  private List<PromisePage.Message> messages(Viewer viewer, PromiseView promise) {
    var conversation = promise.conversation();
    if (conversation == null) return List.of();
    return inbox.latest(viewer, conversation, null, LOOKED_BACK).items().reversed().stream()
        .filter(one -> one.direction() == Direction.OUT && !one.forwarded())
        .filter(one -> !one.id().equals(promise.source()))
        .map(one -> new PromisePage.Message(one.id(), one.at(), beginning(one)))
        .toList();
  }

  private static String beginning(InteractionView one) {
    var text = one.text().strip().replaceAll("\\s+", " ");
    if (text.codePointCount(0, text.length()) <= LONGEST_BEGINNING) return text;
    return text.substring(0, text.offsetByCodePoints(0, LONGEST_BEGINNING - 1)) + "\u2026";
  }

  /// @param message of ours that shows it; empty: none
  /// @param back where one came from: `conversation`, `client`, else the promise
  @PostMapping("/{no}/keep")
  @Requires(Permission.WRITE_CLIENTS)
  String keep(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String evidence,
      @RequestParam(defaultValue = "") String message,
      @RequestParam(defaultValue = "") String back,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        back,
        "kept",
        () ->
            promises.keep(
                viewer,
                no,
                ANY,
                new Evidence(
                    evidence,
                    message.isEmpty()
                        ? null
                        : new InteractionId(uuid(message, Reason.NO_SUCH_MESSAGE)))),
        new Answer(model, response, redirect));
  }

  /// @param knows `yes` when the client was told of the new time, `prepare` for words that tell
  ///   them
  @PostMapping("/{no}/move")
  @Requires(Permission.WRITE_CLIENTS)
  String move(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String time,
      @RequestParam(defaultValue = "no") String knows,
      @RequestParam(defaultValue = "") String back,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    if (!knows.equals("prepare")) {
      return changed(
          viewer,
          no,
          back,
          "moved",
          () ->
              promises.move(
                  viewer,
                  no,
                  ANY,
                  PromiseForm.due(day, "", time, viewer.zone()),
                  knows.equals("yes")),
          new Answer(model, response, redirect));
    }
    try {
      var before = promises.get(viewer, no);
      var due = PromiseForm.due(day, "", time, viewer.zone());
      return prepared(viewer, before, promises.move(viewer, no, ANY, due, false));
    } catch (PromiseRefused refused) {
      response.setStatus(refused.status().value());
      return page(viewer, no, errors(refused), model);
    }
  }

  /// @param repeats how often it comes again; empty: no more
  /// @param last the last day it may be due on; empty: without an end
  @PostMapping("/{no}/repeat")
  @Requires(Permission.WRITE_CLIENTS)
  String repeat(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String repeats,
      @RequestParam(defaultValue = "") String last,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    boolean ends = repeats.isBlank();
    return changed(
        viewer,
        no,
        "",
        ends ? "repeats_ended" : "repeats",
        () ->
            ends
                ? promises.repeatNoMore(viewer, no, ANY)
                : promises.repeat(viewer, no, ANY, PromiseForm.again(repeats, last)),
        new Answer(model, response, redirect));
  }

  /// The client was told of the time it has been moved to.
  @PostMapping("/{no}/told")
  @Requires(Permission.WRITE_CLIENTS)
  String told(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String back,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        back,
        "told",
        () -> promises.told(viewer, no, ANY),
        new Answer(model, response, redirect));
  }

  /// Words for the client, put into the reply under way: a person finishes and sends them.
  @PostMapping("/{no}/prepare")
  @Requires(Permission.WRITE_CLIENTS)
  String prepare(Viewer viewer, @PathVariable long no) {
    var promise = promises.get(viewer, no);
    return prepared(viewer, promise, promise);
  }

  private String prepared(Viewer viewer, PromiseView before, PromiseView after) {
    var conversation = after.conversation();
    if (conversation == null) return "redirect:/compose?client=" + after.client().no();
    var zone = viewer.zone();
    var key =
        before.due().equals(after.due())
            ? "promises.letter.late"
            : before.dueAt() == null ? "promises.letter.dated" : "promises.letter.moved";
    drafts.append(
        viewer,
        conversation,
        Objects.requireNonNull(
            words.getMessage(
                key,
                new Object[] {
                  WRITTEN.format(before.madeAt().atZone(zone)),
                  before.words(),
                  written(before.due(), zone),
                  written(after.due(), zone)
                },
                Locale.UK)));
    return "redirect:/c/" + conversation + "#text";
  }

  private static String written(Due due, ZoneId zone) {
    return switch (due) {
      case Due.Minute(Instant at) -> WRITTEN_MINUTE.format(at.atZone(zone));
      case Due.Day(var date) -> WRITTEN.format(date);
      case Due.Range(var from, var to) -> WRITTEN.format(from) + " to " + WRITTEN.format(to);
      case Due.None() -> "";
    };
  }

  /// @param member number of a colleague
  @PostMapping("/{no}/give")
  @Requires(Permission.WRITE_CLIENTS)
  String give(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable Integer member,
      @RequestParam(defaultValue = "") String back,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        back,
        "given",
        () ->
            promises.give(
                viewer, no, ANY, Objects.requireNonNullElseGet(owner(member), viewer::id)),
        new Answer(model, response, redirect));
  }

  @PostMapping("/{no}/withdraw")
  @Requires(Permission.WRITE_CLIENTS)
  String withdraw(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String back,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        back,
        "withdrawn",
        () -> promises.withdraw(viewer, no, ANY),
        new Answer(model, response, redirect));
  }

  @PostMapping("/{no}/break")
  @Requires(Permission.WRITE_CLIENTS)
  String giveUp(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String back,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        back,
        "broken",
        () -> promises.giveUp(viewer, no, ANY),
        new Answer(model, response, redirect));
  }

  @PostMapping("/{no}/reopen")
  @Requires(Permission.WRITE_CLIENTS)
  String reopen(
      Viewer viewer,
      @PathVariable long no,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        "",
        "reopened",
        () -> promises.reopen(viewer, no, ANY),
        new Answer(model, response, redirect));
  }

  /// What a page is answered with, or where the reader is led to.
  private record Answer(Model model, HttpServletResponse response, RedirectAttributes redirect) {}

  private String changed(
      Viewer viewer,
      long no,
      String back,
      String done,
      Supplier<PromiseView> change,
      Answer answer) {
    PromiseView promise;
    try {
      promise = change.get();
    } catch (PromiseRefused refused) {
      answer.response().setStatus(refused.status().value());
      return page(viewer, no, errors(refused), answer.model());
    }
    var toast = Toast.of("promises.done." + done);
    (promise.state().ended() ? toast.undoneBy("/promises/" + no + "/reopen") : toast)
        .afterRedirect(answer.redirect());
    var conversation = promise.conversation();
    if (back.equals("conversation") && conversation != null) return "redirect:/c/" + conversation;
    if (back.equals("client")) return "redirect:/clients/" + promise.client().no();
    return back.equals("board") ? "redirect:/promises" : "redirect:/promises/" + no;
  }
}
