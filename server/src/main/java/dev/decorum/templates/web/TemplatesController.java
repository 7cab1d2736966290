package dev.decorum.templates.web;

import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import dev.decorum.templates.Echo;
import dev.decorum.templates.Echoes;
import dev.decorum.templates.Insertions;
import dev.decorum.templates.Language;
import dev.decorum.templates.NewTemplate;
import dev.decorum.templates.Template;
import dev.decorum.templates.TemplateLibrary;
import dev.decorum.templates.TemplateRefused;
import dev.decorum.templates.TemplateRefused.Reason;
import dev.decorum.templates.Usage;
import dev.decorum.templates.Voice;
import dev.decorum.templates.web.TemplatePage.Text;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where leads and admins write templates.
@Controller
@Requires(Permission.WRITE_TEMPLATES)
class TemplatesController {

  private final TemplateLibrary templates;
  private final Insertions insertions;
  private final ObjectProvider<Echoes> echoes;
  private final Staff staff;

  // Who hears clients lives in a module above and is asked for late.
  TemplatesController(
      TemplateLibrary templates,
      Insertions insertions,
      ObjectProvider<Echoes> echoes,
      Staff staff) {
    this.templates = templates;
    this.insertions = insertions;
    this.echoes = echoes;
    this.staff = staff;
  }

  private Map<UUID, Echo> heard() {
    return echoes.stream().findFirst().map(Echoes::all).orElse(Map.of());
  }

  @GetMapping("/admin/templates")
  String list(Viewer viewer, Model model) {
    var usage = insertions.usage();
    var heard = heard();
    model.addAttribute(
        "page",
        new TemplatesPage(
            templates.writable(viewer).stream()
                .map(
                    template ->
                        new TemplatesPage.Row(
                            template,
                            team(template),
                            usage.getOrDefault(template.id(), Usage.NONE),
                            heard.getOrDefault(template.id(), Echo.NONE)))
                .toList()));
    return "templates/templates";
  }

  private @Nullable String team(Template template) {
    var team = template.team();
    return team == null ? null : staff.team(team).map(Team::name).orElse("");
  }

  @GetMapping("/admin/templates/new")
  String form(Viewer viewer, Model model) {
    var text = new Text("en", "any", "", 0);
    return form(viewer, null, 0, "", "", List.of(text), FormErrors.none(), model);
  }

  @GetMapping("/admin/templates/{no}")
  String show(Viewer viewer, @PathVariable int no, Model model) {
    var template = templates.get(viewer, no);
    var texts = template.variants().stream().map(TemplatesController::text).toList();
    return form(
        viewer,
        no,
        template.version(),
        template.name(),
        teamNo(template),
        texts,
        FormErrors.none(),
        model);
  }

  private static Text text(Template.Variant variant) {
    var voice = variant.voice();
    return new Text(voice.language(), voice.formalityWord(), variant.text(), variant.uses());
  }

  private String teamNo(Template template) {
    var team = template.team();
    return team == null ? "" : staff.team(team).map(found -> String.valueOf(found.no())).orElse("");
  }

  @PostMapping("/admin/templates")
  String add(
      Viewer viewer,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String team,
      @RequestParam(defaultValue = "") List<String> language,
      @RequestParam(defaultValue = "") List<String> formality,
      @RequestParam(defaultValue = "false") boolean draft,
      @RequestParam Map<String, String> fields,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var texts = texts(language, formality, fields);
    try {
      var template = wanted(name, team, texts);
      int no = draft ? templates.draft(viewer, template) : templates.add(viewer, template);
      if (draft) {
        Toast.of("templates.drafted").afterRedirect(redirect);
        return "redirect:/admin/templates/" + no;
      }
    } catch (TemplateRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(viewer, null, 0, name, team, texts, errors(refused), model);
    }
    Toast.of("templates.saved").afterRedirect(redirect);
    return "redirect:/admin/templates";
  }

  @PostMapping("/admin/templates/{no}")
  String change(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam int version,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String team,
      @RequestParam(defaultValue = "") List<String> language,
      @RequestParam(defaultValue = "") List<String> formality,
      @RequestParam Map<String, String> fields,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var texts = texts(language, formality, fields);
    try {
      templates.change(viewer, no, version, wanted(name, team, texts));
    } catch (TemplateRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(viewer, no, version, name, team, texts, errors(refused), model);
    }
    Toast.of("templates.saved").afterRedirect(redirect);
    return "redirect:/admin/templates";
  }

  @PostMapping("/admin/templates/{no}/share")
  String share(
      Viewer viewer, @PathVariable int no, @RequestParam int version, RedirectAttributes redirect) {
    templates.share(viewer, no, version);
    Toast.of("templates.shared").afterRedirect(redirect);
    return "redirect:/admin/templates";
  }

  @PostMapping("/admin/templates/{no}/remove")
  String remove(Viewer viewer, @PathVariable int no, RedirectAttributes redirect) {
    templates.remove(viewer, no);
    Toast.of("templates.removed").afterRedirect(redirect);
    return "redirect:/admin/templates";
  }

  /// The texts of the form, in its order: `text-0` is written in the first language, and so on.
  private static List<Text> texts(
      List<String> languages, List<String> formalities, Map<String, String> fields) {
    var texts = new ArrayList<Text>();
    for (int i = 0; i < languages.size(); i++) {
      String language = languages.get(i);
      String formality = i < formalities.size() ? formalities.get(i) : "any";
      if (Language.known(language)) {
        texts.add(new Text(language, formality, fields.getOrDefault("text-" + i, ""), 0));
      }
    }
    return texts;
  }

  private NewTemplate wanted(String name, String team, List<Text> texts) {
    var byVoice = new HashMap<Voice, String>();
    for (var text : texts) {
      if (text.text().isBlank()) continue;
      var other = byVoice.put(text.voice(), text.text());
      if (other != null) throw new TemplateRefused(Reason.TWICE);
    }
    return new NewTemplate(name, team.isEmpty() ? null : teamNumbered(team).id(), byVoice);
  }

  private Team teamNumbered(String no) {
    return staff.teams().stream()
        .filter(team -> String.valueOf(team.no()).equals(no))
        .findFirst()
        .orElseThrow(() -> new TemplateRefused(Reason.NOT_YOUR_TEAM));
  }

  private static FormErrors errors(TemplateRefused refused) {
    String field =
        switch (refused.reason()) {
          case NO_NAME, TOO_LONG -> "name";
          case NO_TEXT, TWICE -> "text-0";
          case NOT_YOUR_TEAM -> "team";
          case OWN_DRAFT -> "name";
        };
    return FormErrors.none().and(field, refused.messageKey());
  }

  private String form(
      Viewer viewer,
      @Nullable Integer no,
      int version,
      String name,
      String team,
      List<Text> texts,
      FormErrors errors,
      Model model) {
    var shown = new ArrayList<>(texts);
    // Room for one more.
    if (no != null || shown.isEmpty()) {
      shown.add(Text.EMPTY);
    }
    var known = no == null ? null : templates.get(viewer, no);
    var id = known == null ? null : known.id();
    var draftBy = known == null ? null : known.draftBy();
    var usage = id == null ? Usage.NONE : insertions.usage().getOrDefault(id, Usage.NONE);
    var echo = id == null ? Echo.NONE : heard().getOrDefault(id, Echo.NONE);
    boolean admin = viewer.role() == Role.ADMIN;
    var own = staff.member(viewer.id()).orElseThrow().teams();
    model.addAttribute(
        "page",
        new TemplatePage(
            no,
            version,
            name,
            admin,
            staff.teams().stream()
                .filter(one -> admin || own.contains(one.id()))
                .map(
                    one ->
                        new TemplatePage.Team(
                            String.valueOf(one.no()),
                            one.name(),
                            String.valueOf(one.no()).equals(team)))
                .toList(),
            shown,
            draftBy == null ? null : staff.member(draftBy).map(Member::name).orElse(""),
            draftBy != null && !draftBy.equals(viewer.id()),
            usage,
            echo,
            errors));
    return "templates/template";
  }
}
