package dev.decorum.coach.web;

import dev.decorum.coach.Bench;
import dev.decorum.coach.Guidelines;
import dev.decorum.coach.OwnPack;
import dev.decorum.coach.OwnPacks;
import dev.decorum.coach.PackChanged;
import dev.decorum.coach.PackRefused;
import dev.decorum.coach.PackTransfer;
import dev.decorum.coach.PackTransfer.Export;
import dev.decorum.coach.web.PackPage.Tried;
import dev.decorum.coach.web.PacksPage.Row;
import dev.decorum.inbox.InteractionId;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Refusal;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where the organisation's own guidelines are written, reviewed and published.
@Controller
@RequestMapping(OwnPacksController.HOME)
@Requires(Permission.MANAGE_GUIDELINES)
class OwnPacksController {

  static final String HOME = "/admin/guidelines";

  private static final int LONGEST_TEXT = 100_000;

  private final OwnPacks packs;
  private final Bench bench;
  private final PackTransfer transfer;
  private final Guidelines guidelines;
  private final Reaches reaches;
  private final Staff staff;

  OwnPacksController(
      OwnPacks packs,
      Bench bench,
      PackTransfer transfer,
      Guidelines guidelines,
      Reaches reaches,
      Staff staff) {
    this.packs = packs;
    this.bench = bench;
    this.transfer = transfer;
    this.guidelines = guidelines;
    this.reaches = reaches;
    this.staff = staff;
  }

  @GetMapping
  String list(Model model) {
    return list(FormErrors.none(), model);
  }

  private String list(FormErrors errors, Model model) {
    var unusable = guidelines.unusable();
    model.addAttribute(
        "page",
        new PacksPage(
            packs.all().stream()
                .map(
                    pack ->
                        new Row(pack, reaches.choice(pack.reach()), !unusable.contains(pack.no())))
                .toList(),
            reaches.all(),
            errors));
    return "coach/packs";
  }

  // --- files

  @PostMapping("/files")
  String take(
      Viewer viewer,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "") String reach,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect)
      throws IOException {
    try {
      var name = file == null ? null : file.getOriginalFilename();
      var content = file == null ? new byte[0] : file.getBytes();
      var taken = transfer.take(viewer, name == null ? "" : name, content, reaches.parse(reach));
      Toast.of("coach.transfer.taken", taken.size()).afterRedirect(redirect);
      return "redirect:" + HOME;
    } catch (PackRefused refused) {
      response.setStatus(refused.status().value());
      return list(errors(refused), model);
    }
  }

  @GetMapping("/files")
  ResponseEntity<byte[]> all() {
    return answer(transfer.all());
  }

  @GetMapping("/{no}/file")
  ResponseEntity<byte[]> one(@PathVariable int no) {
    return answer(transfer.one(no));
  }

  private static ResponseEntity<byte[]> answer(Export export) {
    boolean zip = export.name().endsWith(".zip");
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(zip ? "application/zip" : "application/yaml"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(export.name()).build().toString())
        .body(export.content());
  }

  // --- to begin

  @GetMapping("/new")
  String begin(Model model) {
    return begin("", "", FormErrors.none(), model);
  }

  private String begin(String name, String reach, FormErrors errors, Model model) {
    model.addAttribute("page", new NewPackPage(name, reach, reaches.all(), errors));
    return "coach/new-pack";
  }

  @PostMapping
  String begun(
      Viewer viewer,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String reach,
      Model model,
      HttpServletResponse response) {
    try {
      int no = packs.begin(viewer, name, reaches.parse(reach), beginning(name.strip()));
      return "redirect:" + HOME + "/" + no;
    } catch (PackRefused refused) {
      response.setStatus(refused.status().value());
      return begin(name, reach, errors(refused), model);
    }
  }

  /// What is easier to change than to begin.
  private static String beginning(String name) {
    return """
        guideline: %1$s
        title: Say it in our words
        requirement: K9
        category: house
        level: advice
        why: Say here why this matters to clients.
        source: Say here where it was agreed.
        rules:
          - id: %1$s.first
            wording: what to write instead
            phrases: [words to look for]
            examples:
              match: ["A sentence with words to look for."]
              miss: ["A sentence that is fine."]
        """
        .formatted(name);
  }

  // --- to write

  /// @param bench `messages`: tries it on messages that left last
  @GetMapping("/{no}")
  String show(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam(defaultValue = "") String bench,
      Model model) {
    var tried =
        bench.equals("messages")
            ? new Tried("", "", this.bench.ofMessages(viewer, no))
            : Tried.NOTHING;
    return show(viewer, no, tried, model);
  }

  private String show(Viewer viewer, int no, Tried tried, Model model) {
    var pack = packs.get(no);
    var written = new Written(pack.text(), pack.note(), null, tried);
    return show(viewer, pack, written, FormErrors.none(), model);
  }

  /// What stands in the form.
  private record Written(String text, String note, @Nullable OwnPack theirs, Tried tried) {

    static Written of(OwnPack pack) {
      return new Written(pack.text(), pack.note(), null, Tried.NOTHING);
    }
  }

  /// Nothing of the text is kept.
  @PostMapping("/{no}/bench")
  String tryOut(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam(defaultValue = "") String sample,
      @RequestParam(defaultValue = "") String asked,
      Model model) {
    var text = sample.substring(0, Math.min(sample.length(), LONGEST_TEXT));
    var message = asked.substring(0, Math.min(asked.length(), LONGEST_TEXT));
    var tried = new Tried(text, message, bench.of(viewer, no, text, message));
    return show(viewer, no, tried, model);
  }

  @PostMapping("/{no}/alarms")
  String mark(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam UUID message,
      @RequestParam String finding,
      @RequestParam(defaultValue = "false") boolean wrong,
      RedirectAttributes redirect) {
    bench.mark(viewer, no, new InteractionId(message), finding, wrong);
    Toast.of("coach.trial.marked").afterRedirect(redirect);
    return "redirect:" + HOME + "/" + no + "?bench=messages#bench";
  }

  private String show(
      Viewer viewer, OwnPack pack, Written written, FormErrors errors, Model model) {
    var versions = packs.versions(pack.no());
    var proposedBy = pack.proposedBy();
    model.addAttribute(
        "page",
        new PackPage(
            pack,
            reaches.choice(pack.reach()),
            written.text(),
            written.note(),
            pack.revision(),
            written.theirs(),
            packs.prove(pack.no()),
            versions,
            names(
                Stream.concat(
                        Stream.of(pack.changedBy(), proposedBy),
                        versions.stream().flatMap(one -> Stream.of(one.author(), one.reviewer())))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet())),
            proposedBy != null && packs.mayReview(viewer, proposedBy),
            written.tried(),
            errors));
    return "coach/pack";
  }

  private Map<MemberId, String> names(Set<MemberId> members) {
    return members.stream()
        .flatMap(id -> staff.member(id).stream())
        .collect(Collectors.toMap(Member::id, Member::name));
  }

  /// @param then `propose`: asks for a review of it too
  @PostMapping("/{no}")
  String save(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam int revision,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "") String then,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var words = text.replace("\r\n", "\n");
    return changed(
        viewer,
        no,
        new Written(words, note.strip(), null, Tried.NOTHING),
        () -> {
          packs.save(viewer, no, revision, words, note.strip());
          if (then.equals("propose")) packs.propose(viewer, no, packs.get(no).revision());
        },
        then.equals("propose") ? "coach.pack.proposed" : "coach.pack.saved",
        new Answer(model, response, redirect));
  }

  @PostMapping("/{no}/publish")
  String publish(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam int revision,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        null,
        () -> packs.publish(viewer, no, revision),
        "coach.pack.published",
        new Answer(model, response, redirect));
  }

  @PostMapping("/{no}/back")
  String sendBack(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam int revision,
      @RequestParam(defaultValue = "") String words,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        null,
        () -> packs.sendBack(viewer, no, revision, words),
        "coach.pack.sent_back",
        new Answer(model, response, redirect));
  }

  @PostMapping("/{no}/discard")
  String discard(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam int revision,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var answer =
        changed(
            viewer,
            no,
            null,
            () -> packs.discard(viewer, no, revision),
            "coach.pack.discarded",
            new Answer(model, response, redirect));
    return answer.startsWith("redirect:") ? "redirect:" + HOME : answer;
  }

  @PostMapping("/{no}/restore")
  String restore(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam int version,
      @RequestParam(defaultValue = "") String reason,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        null,
        () -> packs.restore(viewer, no, version, reason),
        "coach.pack.restored",
        new Answer(model, response, redirect));
  }

  @PostMapping("/{no}/withdraw")
  String withdraw(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam(defaultValue = "") String reason,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        null,
        () -> packs.withdraw(viewer, no, reason),
        "coach.pack.withdrawn",
        new Answer(model, response, redirect));
  }

  private record Answer(Model model, HttpServletResponse response, RedirectAttributes redirect) {}

  /// @param written what is in the form; null: what is kept
  private String changed(
      Viewer viewer,
      int no,
      @Nullable Written written,
      Runnable change,
      String done,
      Answer answer) {
    try {
      change.run();
    } catch (PackRefused refused) {
      var pack = packs.get(no);
      var kept = written == null ? Written.of(pack) : written;
      return refused(viewer, pack, kept, refused, errors(refused), answer);
    } catch (PackChanged changed) {
      var theirs = changed.theirs();
      // Whoever did not write reads what is there now.
      var mine =
          written == null
              ? Written.of(theirs)
              : new Written(written.text(), written.note(), theirs, Tried.NOTHING);
      var errors = FormErrors.none().and("text", changed.messageKey());
      return refused(viewer, theirs, mine, changed, errors, answer);
    }
    guidelines.refresh();
    Toast.of(done).afterRedirect(answer.redirect());
    return "redirect:" + HOME + "/" + no;
  }

  private String refused(
      Viewer viewer,
      OwnPack pack,
      Written written,
      Refusal refused,
      FormErrors errors,
      Answer answer) {
    answer.response().setStatus(refused.status().value());
    return show(viewer, pack, written, errors, answer.model());
  }

  private static FormErrors errors(PackRefused refused) {
    return FormErrors.none().and(refused.field(), refused.messageKey(), refused.args().toArray());
  }
}
