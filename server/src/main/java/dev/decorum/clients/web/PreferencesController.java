package dev.decorum.clients.web;

import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.clients.Preference;
import dev.decorum.clients.PreferenceInput;
import dev.decorum.clients.PreferenceKind;
import dev.decorum.clients.PreferenceNotFound;
import dev.decorum.clients.Preferences;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// How a client wants to be treated: the page with all entries, and the form for one.
@Controller
@Requires(Permission.READ_CLIENTS)
class PreferencesController {

  private final Clients clients;
  private final Preferences preferences;
  private final ClientHeads heads;
  private final PreferenceLines lines;

  PreferencesController(
      Clients clients, Preferences preferences, ClientHeads heads, PreferenceLines lines) {
    this.clients = clients;
    this.preferences = preferences;
    this.heads = heads;
    this.lines = lines;
  }

  @GetMapping("/clients/{no}/preferences")
  String all(Viewer viewer, @PathVariable long no, Model model) {
    Client client = clients.read(viewer, no);
    if (client.no() != no) {
      return "redirect:/clients/" + client.no() + "/preferences";
    }
    var entries = preferences.of(viewer, client);
    model.addAttribute(
        "page", new PreferencesPage(heads.head(viewer, client, entries), lines.of(entries)));
    return "clients/preferences";
  }

  /// @param entry the one to change, of those kinds that can be there several times
  @GetMapping("/clients/{no}/preferences/{kind}")
  @Requires(Permission.WRITE_CLIENTS)
  String form(
      Viewer viewer,
      @PathVariable long no,
      @PathVariable String kind,
      @RequestParam(required = false) @Nullable UUID entry,
      Model model) {
    Client client = clients.read(viewer, no);
    PreferenceKind wanted = kind(kind);
    Preference present =
        wanted.many() && entry == null
            ? null
            : preferences.of(viewer, client).stream()
                .filter(known -> known.kind() == wanted)
                .filter(known -> entry == null || known.id().equals(entry))
                .findFirst()
                .orElse(null);
    if (entry != null && present == null) {
      throw new PreferenceNotFound();
    }
    PreferenceInput input =
        present == null
            ? new PreferenceInput(
                recorded(client, wanted), null, null, null, null, null, null, null)
            : PreferenceInput.of(present);
    model.addAttribute(
        "page",
        new PreferencePage(
            client,
            wanted,
            present == null ? null : present.id(),
            input,
            preferences.today(viewer),
            FormErrors.none()));
    return "clients/preference";
  }

  private static @Nullable String recorded(Client client, PreferenceKind kind) {
    var zone = client.details().zone();
    var language = client.details().language();
    if (kind == PreferenceKind.ZONE && zone != null) {
      return zone.getId();
    }
    return kind == PreferenceKind.LANGUAGE && language != null ? language.toLanguageTag() : null;
  }

  @PostMapping("/clients/{no}/preferences/{kind}")
  @Requires(Permission.WRITE_CLIENTS)
  String note(
      Viewer viewer,
      @PathVariable long no,
      @PathVariable String kind,
      @RequestParam(required = false) @Nullable UUID entry,
      @ModelAttribute PreferenceInput input,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    PreferenceKind wanted = kind(kind);
    FormErrors errors = input.check(wanted, preferences.today(viewer));
    if (errors.any()) {
      response.setStatus(UNPROCESSABLE_CONTENT.value());
      model.addAttribute(
          "page",
          new PreferencePage(
              clients.get(viewer, no), wanted, entry, input, preferences.today(viewer), errors));
      return "clients/preference";
    }
    preferences.note(viewer, no, wanted, entry, input);
    Toast.of("clients.toast.preference_noted").afterRedirect(redirect);
    return "redirect:/clients/" + no + "/preferences";
  }

  @PostMapping("/clients/{no}/preferences/entries/{id}/remove")
  @Requires(Permission.WRITE_CLIENTS)
  String remove(
      Viewer viewer, @PathVariable long no, @PathVariable UUID id, RedirectAttributes redirect) {
    preferences.remove(viewer, no, id);
    Toast.of("clients.toast.preference_removed")
        .undoneBy("/clients/" + no + "/preferences/entries/" + id + "/restore")
        .afterRedirect(redirect);
    return "redirect:/clients/" + no + "/preferences";
  }

  @PostMapping("/clients/{no}/preferences/entries/{id}/restore")
  @Requires(Permission.WRITE_CLIENTS)
  String restore(
      Viewer viewer, @PathVariable long no, @PathVariable UUID id, RedirectAttributes redirect) {
    preferences.restore(viewer, no, id);
    Toast.of("clients.toast.preference_restored").afterRedirect(redirect);
    return "redirect:/clients/" + no + "/preferences";
  }

  private static PreferenceKind kind(String word) {
    try {
      return PreferenceKind.of(word);
    } catch (IllegalArgumentException _) {
      throw new PreferenceNotFound();
    }
  }
}
