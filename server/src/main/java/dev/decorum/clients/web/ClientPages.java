package dev.decorum.clients.web;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientInput;
import dev.decorum.clients.ClientPanel;
import dev.decorum.clients.Clients;
import dev.decorum.clients.ContactFigures;
import dev.decorum.clients.ContactPointTaken;
import dev.decorum.clients.LookUpInput;
import dev.decorum.clients.MergeField;
import dev.decorum.clients.MergeRefused;
import dev.decorum.clients.Preference;
import dev.decorum.clients.PreferenceKind;
import dev.decorum.clients.Preferences;
import dev.decorum.clients.RestrictionLocksOut;
import dev.decorum.clients.Timeline;
import dev.decorum.clients.TimelineEntry;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Cursor;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Page;
import dev.decorum.web.Stale;
import dev.decorum.web.Toast;
import dev.decorum.web.Version;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/// The list of clients, and a client's page with what can be done there.
@Controller
@Requires(Permission.READ_CLIENTS)
class ClientPages {

  private static final int ROWS = 50;
  private static final int ENTRIES = 25;
  private static final int CANDIDATES = 10;
  private static final int KNOWN = 6;

  private final Clients clients;
  private final Timeline timeline;
  private final Staff staff;
  private final Preferences preferences;
  private final PreferenceLines lines;
  private final ClientHeads heads;
  private final LookUpPages lookUpPages;
  private final List<ClientPanel> panels;

  ClientPages(
      Clients clients,
      Timeline timeline,
      Staff staff,
      Preferences preferences,
      PreferenceLines lines,
      ClientHeads heads,
      LookUpPages lookUpPages,
      ObjectProvider<ClientPanel> panels) {
    this.clients = clients;
    this.timeline = timeline;
    this.preferences = preferences;
    this.lines = lines;
    this.heads = heads;
    this.lookUpPages = lookUpPages;
    this.staff = staff;
    this.panels = panels.stream().sorted(Comparator.comparingInt(ClientPanel::order)).toList();
  }

  /// Officers have no list to look through: they name the client, and say why.
  @GetMapping("/clients")
  String list(
      Viewer viewer,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    if (viewer.may(Permission.LOOK_UP_CLIENTS)) {
      model.addAttribute("page", lookUpPages.page(viewer, LookUpInput.empty(), FormErrors.none()));
      return "clients/lookUp";
    }
    Cursor place = cursor == null ? null : Cursor.parse(cursor);
    Page<Client> found = clients.search(viewer, q, place, ROWS);
    var list = UriComponentsBuilder.fromPath("/clients");
    if (!q.isBlank()) {
      list.queryParam("q", "{q}");
    }
    String first = list.build(q).toString();
    String next =
        found.next() == null
            ? null
            : UriComponentsBuilder.fromUriString(first)
                .queryParam("cursor", found.next())
                .build()
                .toString();
    model.addAttribute(
        "page", new ClientsPage(q.strip(), found.items(), next, place == null ? null : first));
    return "clients/list";
  }

  @GetMapping("/clients/{no}")
  String client(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String ch,
      @RequestParam(required = false) @Nullable String before,
      Model model) {
    Client client = clients.read(viewer, no);
    if (client.no() != no) {
      return "redirect:/clients/" + client.no();
    }
    ContactFigures figures = timeline.figures(viewer, client.id());
    List<Preference> entries = preferences.of(viewer, client);
    model.addAttribute(
        "page",
        new ClientPage(
            heads.head(viewer, client, figures, entries),
            timelinePage(viewer, client, figures, channel(ch), before),
            lines.of(
                entries.stream()
                    .filter(entry -> entry.kind().group() == PreferenceKind.Group.CARE)
                    .limit(KNOWN)
                    .toList()),
            clients.merges(viewer, client),
            panels.stream().filter(panel -> panel.openTo(viewer, client)).toList()));
    return "clients/client";
  }

  /// The timeline alone: fetched again when something new has come.
  @GetMapping("/clients/{no}/timeline")
  String timeline(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String ch,
      @RequestParam(required = false) @Nullable String before,
      Model model) {
    Client client = clients.get(viewer, no);
    ContactFigures figures = timeline.figures(viewer, client.id());
    model.addAttribute("page", timelinePage(viewer, client, figures, channel(ch), before));
    return "clients/timeline";
  }

  /// The facts alone, likewise.
  @GetMapping("/clients/{no}/facts")
  String facts(Viewer viewer, @PathVariable long no, Model model) {
    Client client = clients.get(viewer, no);
    model.addAttribute(
        "page",
        new FactsPage(
            client, timeline.figures(viewer, client.id()), preferences.manner(viewer, client)));
    return "clients/facts";
  }

  private TimelinePage timelinePage(
      Viewer viewer,
      Client client,
      ContactFigures figures,
      @Nullable Channel channel,
      @Nullable String before) {
    Cursor place = before == null ? null : Cursor.parse(before);
    Page<TimelineEntry> entries = timeline.entries(viewer, client.id(), channel, place, ENTRIES);
    var page =
        new TimelinePage(client.no(), channel, figures.entries(), entries.items(), null, null);
    String latest = page.url(channel);
    String earlier =
        entries.next() == null
            ? null
            : UriComponentsBuilder.fromUriString(latest)
                .queryParam("before", entries.next())
                .build()
                .toString();
    return new TimelinePage(
        client.no(),
        channel,
        figures.entries(),
        entries.items(),
        earlier,
        place == null ? null : latest);
  }

  /// A channel that does not exist shows all of them.
  private static @Nullable Channel channel(@Nullable String word) {
    try {
      return word == null ? null : Channel.of(word);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  @GetMapping("/clients/new")
  @Requires(Permission.WRITE_CLIENTS)
  String empty(Model model) {
    var input = new ClientInput("person", null, null, List.of(), List.of(), null, null);
    model.addAttribute("page", new EditPage(null, input, 0, false, List.of(), FormErrors.none()));
    return "clients/edit";
  }

  @PostMapping("/clients")
  @Requires(Permission.WRITE_CLIENTS)
  String create(
      Viewer viewer,
      @ModelAttribute ClientInput input,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    FormErrors errors = input.check();
    if (!errors.any()) {
      try {
        Client created = clients.create(viewer, input.details());
        Toast.of("clients.toast.created").afterRedirect(redirect);
        return "redirect:/clients/" + created.no();
      } catch (ContactPointTaken taken) {
        errors = taken(taken);
      }
    }
    response.setStatus(UNPROCESSABLE_CONTENT.value());
    model.addAttribute("page", new EditPage(null, input, 0, false, List.of(), errors));
    return "clients/edit";
  }

  @GetMapping("/clients/{no}/edit")
  @Requires(Permission.WRITE_CLIENTS)
  String edit(Viewer viewer, @PathVariable long no, Model model) {
    Client client = clients.read(viewer, no);
    model.addAttribute(
        "page", edit(viewer, client, ClientInput.of(client.details()), false, FormErrors.none()));
    return "clients/edit";
  }

  @PostMapping("/clients/{no}/edit")
  @Requires(Permission.WRITE_CLIENTS)
  String change(
      Viewer viewer,
      @PathVariable long no,
      @ModelAttribute ClientInput input,
      @RequestParam long version,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    FormErrors errors = input.check();
    boolean changedMeanwhile = false;
    if (!errors.any()) {
      try {
        clients.change(viewer, no, new Version(version), _ -> input.details());
        Toast.of("clients.toast.changed").afterRedirect(redirect);
        return "redirect:/clients/" + no;
      } catch (ContactPointTaken taken) {
        errors = taken(taken);
      } catch (Stale _) {
        changedMeanwhile = true;
      }
    }
    response.setStatus((changedMeanwhile ? CONFLICT : UNPROCESSABLE_CONTENT).value());
    Client client = clients.get(viewer, no);
    model.addAttribute("page", edit(viewer, client, input, changedMeanwhile, errors));
    return "clients/edit";
  }

  @PostMapping("/clients/{no}/restriction")
  @Requires(Permission.WRITE_CLIENTS)
  String restrict(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(name = "team", required = false) @Nullable Set<Integer> teams,
      @RequestParam long version,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    Set<Integer> chosen = teams == null ? Set.of() : teams;
    Set<TeamId> ids =
        staff.teams().stream()
            .filter(team -> chosen.contains(team.no()))
            .map(Team::id)
            .collect(Collectors.toSet());
    try {
      clients.restrict(viewer, no, new Version(version), ids);
      Toast.of(ids.isEmpty() ? "clients.toast.opened" : "clients.toast.restricted")
          .afterRedirect(redirect);
      return "redirect:/clients/" + no;
    } catch (RestrictionLocksOut refused) {
      response.setStatus(UNPROCESSABLE_CONTENT.value());
      Client client = clients.get(viewer, no);
      model.addAttribute(
          "page",
          edit(
              viewer,
              client,
              ClientInput.of(client.details()),
              false,
              FormErrors.none().and("team", refused.messageKey())));
      return "clients/edit";
    }
  }

  private EditPage edit(
      Viewer viewer, Client client, ClientInput input, boolean meanwhile, FormErrors errors) {
    return new EditPage(
        client, input, client.version(), meanwhile, offered(viewer, client), errors);
  }

  /// Teams that a client may be left to by this member: their own, and those it is left to already.
  private List<Team> offered(Viewer viewer, Client client) {
    Set<TeamId> own = staff.member(viewer.id()).map(member -> member.teams()).orElseGet(Set::of);
    return staff.teams().stream()
        .filter(
            team ->
                viewer.role() == Role.ADMIN
                    || own.contains(team.id())
                    || client.restrictedTo().contains(team.id()))
        .toList();
  }

  private static FormErrors taken(ContactPointTaken taken) {
    return FormErrors.none().and(taken.field(), taken.messageKey(), taken.args().toArray());
  }

  @GetMapping("/clients/{no}/merge")
  @Requires(Permission.WRITE_CLIENTS)
  String merge(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable Long with,
      Model model) {
    Client client = clients.read(viewer, no);
    Client other = with == null ? null : clients.read(viewer, with);
    List<Client> found =
        other != null || q.isBlank()
            ? List.of()
            : clients.search(viewer, q, null, CANDIDATES).items().stream()
                .filter(candidate -> !candidate.id().equals(client.id()))
                .toList();
    model.addAttribute("page", new MergePage(client, q.strip(), found, other, null));
    return "clients/merge";
  }

  /// @param with the other record
  /// @param survivor the number of the one of both that stays
  /// @param choices for details on which they differ the number of the one whose detail stays,
  ///   under the word of the detail; without one the survivor's stays
  @PostMapping("/clients/{no}/merge")
  @Requires(Permission.WRITE_CLIENTS)
  String merge(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam long with,
      @RequestParam long survivor,
      @RequestParam Map<String, String> choices,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    long stays = survivor == with ? with : no;
    long goes = survivor == with ? no : with;
    try {
      Set<MergeField> taken =
          Arrays.stream(MergeField.values())
              .filter(field -> Long.toString(goes).equals(choices.get(field.word())))
              .collect(Collectors.toSet());
      UUID merge = clients.merge(viewer, stays, goes, taken);
      Toast.of("clients.toast.merged")
          .undoneBy("/clients/" + stays + "/merges/" + merge + "/undo")
          .afterRedirect(redirect);
      return "redirect:/clients/" + stays;
    } catch (MergeRefused refused) {
      response.setStatus(CONFLICT.value());
      model.addAttribute(
          "page",
          new MergePage(
              clients.get(viewer, no),
              "",
              List.of(),
              clients.get(viewer, with),
              refused.messageKey()));
      return "clients/merge";
    }
  }

  @PostMapping("/clients/{no}/merges/{merge}/undo")
  @Requires(Permission.WRITE_CLIENTS)
  String unmerge(
      Viewer viewer, @PathVariable long no, @PathVariable UUID merge, RedirectAttributes redirect) {
    clients.get(viewer, no);
    clients.unmerge(viewer, merge);
    Toast.of("clients.toast.unmerged").afterRedirect(redirect);
    return "redirect:/clients/" + no;
  }
}
