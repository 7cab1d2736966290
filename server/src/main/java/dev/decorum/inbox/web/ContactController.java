package dev.decorum.inbox.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.ContactLog;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.NewContact;
import dev.decorum.inbox.NextStep;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Writing a call, meeting or visit down.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class ContactController {

  private static final int MOST = 10;

  private final ContactLog log;
  private final Clients clients;
  private final MessageSource words;
  private final Clock clock;

  ContactController(ContactLog log, Clients clients, MessageSource words, Clock clock) {
    this.log = log;
    this.clients = clients;
    this.words = words;
    this.clock = clock;
  }

  /// With whom it was. Who is found alone is gone to at once.
  @GetMapping("/log")
  String withWhom(Viewer viewer, @RequestParam(defaultValue = "") String q, Model model) {
    String query = q.strip();
    List<Client> found =
        query.isEmpty() ? List.of() : clients.search(viewer, query, null, MOST).items();
    if (found.size() == 1) {
      return "redirect:/clients/" + found.getFirst().no() + "/log";
    }
    model.addAttribute(
        "page", new WithWhomPage(query, found.stream().map(Client::summary).toList()));
    return "inbox/logWithWhom";
  }

  @GetMapping("/clients/{no}/log")
  String form(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable Long about,
      Model model) {
    Client client = clients.getToServe(viewer, no);
    model.addAttribute("page", page(viewer, client, ContactForm.empty(about), FormErrors.none()));
    return "inbox/log";
  }

  @PostMapping("/clients/{no}/log")
  String log(
      Viewer viewer,
      @PathVariable long no,
      @ModelAttribute ContactForm form,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Client client = clients.getToServe(viewer, no);
    FormErrors errors = form.check(viewer.zone(), clock.instant());
    if (!errors.any()) {
      try {
        write(viewer, client, form).afterRedirect(redirect);
        return "redirect:/clients/" + client.no();
      } catch (MessageRefused refused) {
        errors = FormErrors.none().and("said", refused.messageKey());
      }
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("page", page(viewer, client, form, errors));
    return "inbox/log";
  }

  private Toast write(Viewer viewer, Client client, ContactForm form) {
    NewContact contact =
        form.contact(
            viewer.zone(),
            with -> line("inbox.log.line.with", with),
            next -> line("inbox.log.line.next", next));
    NextStep next = form.nextStep(viewer.zone(), clock.instant());
    Optional<Long> about = form.aboutOf();
    if (about.isPresent()) {
      log.log(viewer, client.no(), about.get(), contact, next);
      return Toast.of("inbox.log.done");
    }
    long begun = log.log(viewer, client.no(), form.subjectOrFirstWords(), contact, next);
    return Toast.of("inbox.log.done").undoneBy("/c/" + begun + "/trash");
  }

  private String line(String key, String text) {
    return words.getMessage(key, new Object[] {text}, Locale.UK);
  }

  private ContactPage page(Viewer viewer, Client client, ContactForm form, FormErrors errors) {
    Instant now = clock.instant();
    return new ContactPage(
        client.summary(),
        form,
        LocalDateTime.ofInstant(now, viewer.zone()).truncatedTo(ChronoUnit.MINUTES),
        log.matters(viewer, client),
        errors);
  }
}
