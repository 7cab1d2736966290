package dev.decorum.templates.web;

import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import dev.decorum.templates.Language;
import dev.decorum.templates.NewTemplate;
import dev.decorum.templates.Template;
import dev.decorum.templates.TemplateLibrary;
import dev.decorum.templates.TemplateRefused;
import dev.decorum.templates.TemplateRefused.Reason;
import dev.decorum.templates.web.TemplatePage.Text;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
  private final Staff staff;

  TemplatesController(TemplateLibrary templates, Staff staff) {
    this.templates = templates;
    this.staff = staff;
  }

  @GetMapping("/admin/templates")
  String list(Viewer viewer, Model model) {
    model.addAttribute(
        "page",
        new TemplatesPage(
            templates.writable(viewer).stream()
                .map(template -> new TemplatesPage.Row(template, team(template)))
                .toList()));
    return "templates/templates";
  }

  private @Nullable String team(Template template) {
    var team = template.team();
    return team == null ? null : staff.team(team).map(Team::name).orElse("");
  }

  @GetMapping("/admin/templates/new")
  String form(Viewer viewer, Model model) {
    return form(viewer, null, 0, "", "", List.of(new Text("en", "", 0)), FormErrors.none(), model);
  }

  @GetMapping("/admin/templates/{no}")
  String show(Viewer viewer, @PathVariable int no, Model model) {
    var template = templates.get(viewer, no);
    var texts =
        template.variants().stream()
            .map(variant -> new Text(variant.language(), variant.text(), variant.uses()))
            .toList();
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
      @RequestParam Map<String, String> fields,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var texts = texts(language, fields);
    try {
      templates.add(viewer, wanted(name, team, texts));
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
      @RequestParam Map<String, String> fields,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var texts = texts(language, fields);
    try {
      templates.change(viewer, no, version, wanted(name, team, texts));
    } catch (TemplateRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(viewer, no, version, name, team, texts, errors(refused), model);
    }
    Toast.of("templates.saved").afterRedirect(redirect);
    return "redirect:/admin/templates";
  }

  @PostMapping("/admin/templates/{no}/remove")
  String remove(Viewer viewer, @PathVariable int no, RedirectAttributes redirect) {
    templates.remove(viewer, no);
    Toast.of("templates.removed").afterRedirect(redirect);
    return "redirect:/admin/templates";
  }

  /// The texts of the form, in its order: `text-0` is written in the first language, and so on.
  private static List<Text> texts(List<String> languages, Map<String, String> fields) {
    var texts = new ArrayList<Text>();
    for (int i = 0; i < languages.size(); i++) {
      String language = languages.get(i);
      if (Language.known(language)) {
        texts.add(new Text(language, fields.getOrDefault("text-" + i, ""), 0));
      }
    }
    return texts;
  }

  private NewTemplate wanted(String name, String team, List<Text> texts) {
    var byLanguage = new HashMap<String, String>();
    texts.forEach(
        text -> byLanguage.merge(text.language(), text.text(), TemplatesController::fuller));
    return new NewTemplate(name, team.isEmpty() ? null : teamNumbered(team).id(), byLanguage);
  }

  private static String fuller(String one, String other) {
    return one.isBlank() ? other : one;
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
          case NO_TEXT -> "text-0";
          case NOT_YOUR_TEAM -> "team";
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
    // Room for one more language.
    if (no != null || shown.isEmpty()) {
      shown.add(new Text("", "", 0));
    }
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
            errors));
    return "templates/template";
  }
}
