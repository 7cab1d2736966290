package dev.decorum.coach.web;

import dev.decorum.coach.Coach;
import dev.decorum.coach.Guidelines;
import dev.decorum.coach.Guidelines.Wish;
import dev.decorum.coach.OwnPacks;
import dev.decorum.coach.PackInForce;
import dev.decorum.coach.PackNotFound;
import dev.decorum.coach.Receipts;
import dev.decorum.coach.web.GuidelinePage.Line;
import dev.decorum.coach.web.GuidelinesPage.Guideline;
import dev.decorum.conduct.rules.Outline;
import dev.decorum.conduct.rules.Outline.Form;
import dev.decorum.conduct.rules.Rule;
import dev.decorum.conduct.rules.Rules;
import dev.decorum.conduct.rules.Source;
import dev.decorum.conduct.text.Language;
import dev.decorum.staff.AnyMember;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// How we write here: the guidelines as pages to read, to set and to try.
@Controller
@AnyMember
class GuidelinesController {

  private static final int LONGEST_TEXT = 100_000;

  private final Guidelines guidelines;
  private final Reaches reaches;
  private final OwnPacks packs;
  private final Receipts receipts;
  private final Coach coach;

  GuidelinesController(
      Guidelines guidelines, OwnPacks packs, Receipts receipts, Reaches reaches, Coach coach) {
    this.guidelines = guidelines;
    this.packs = packs;
    this.receipts = receipts;
    this.reaches = reaches;
    this.coach = coach;
  }

  /// What a pack says of itself.
  private record Pack(String name, String title, String why) {

    static Pack of(Source source) {
      return new Pack(value(source, "guideline"), value(source, "title"), value(source, "why"));
    }

    private static String value(Source source, String key) {
      return source
          .yaml()
          .lines()
          .filter(line -> line.startsWith(key + ": "))
          .map(line -> line.substring(key.length() + 2).strip())
          .map(words -> words.replaceAll("^['\"]|['\"]$", ""))
          .findFirst()
          .orElse("");
    }
  }

  /// The guidelines of the product, by name; they are read once.
  private static final Map<String, Pack> PACKS =
      Rules.shipped(Language.english()).stream()
          .map(Pack::of)
          .collect(Collectors.toMap(Pack::name, pack -> pack, (one, _) -> one, LinkedHashMap::new));

  @GetMapping("/conduct/guidelines")
  String all(Viewer viewer, Model model) {
    var unread = receipts.unread(viewer);
    model.addAttribute(
        "page",
        new GuidelinesPage(
            guidelines.packs().stream().map(pack -> own(pack, unread)).toList(),
            PACKS.values().stream().map(this::guideline).toList()));
    return "coach/guidelines";
  }

  private GuidelinesPage.Own own(PackInForce pack, Set<Integer> unread) {
    var says = pack.outline();
    return new GuidelinesPage.Own(
        pack.no(),
        says.map(Outline::title).orElse(pack.name()),
        says.map(Outline::why).orElse(""),
        reaches.choice(pack.reach()),
        unread.contains(pack.no()));
  }

  /// A guideline of the organisation, as it holds.
  @GetMapping("/conduct/guidelines/own/{no}")
  String own(Viewer viewer, @PathVariable int no, Model model) {
    var pack =
        guidelines.packs().stream()
            .filter(one -> one.no() == no)
            .findFirst()
            .orElseThrow(PackNotFound::new);
    var says = pack.outline();
    var rules = guidelines.rules(pack);
    boolean layer = says.map(Outline::form).filter(form -> form == Form.LAYER).isPresent();
    model.addAttribute(
        "page",
        new GuidelinePage(
            pack.name(),
            says.map(Outline::title).orElse(pack.name()),
            says.map(Outline::why).orElse(""),
            requirement(rules),
            rules.stream().map(rule -> new Line(rule, Wish.SHIPPED, List.of())).toList(),
            false,
            new GuidelinePage.Own(
                no,
                pack.version(),
                pack.publishedAt(),
                reaches.choice(pack.reach()),
                says.map(Outline::source).orElse(""),
                layer ? pack.text() : null,
                packs.note(pack),
                receipts.unread(viewer).contains(no),
                receipts.readers(viewer, pack),
                viewer.may(Permission.MANAGE_GUIDELINES))));
    return "coach/guideline";
  }

  private Guideline guideline(Pack pack) {
    var rules = rules(pack.name());
    long changed =
        rules.stream().filter(rule -> guidelines.wish(rule.id()) != Wish.SHIPPED).count();
    // A guideline of few rules has its reason with them.
    var why = pack.why().isEmpty() && !rules.isEmpty() ? rules.getFirst().why() : pack.why();
    return new Guideline(
        pack.name(), pack.title(), why, requirement(rules), rules.size(), (int) changed);
  }

  private List<Rule> rules(String pack) {
    return guidelines.rules(Locale.ENGLISH).stream()
        .filter(rule -> rule.pack().equals(pack))
        .toList();
  }

  private static String requirement(List<Rule> rules) {
    return rules.stream().map(Rule::requirement).distinct().collect(Collectors.joining(", "));
  }

  @GetMapping("/conduct/guidelines/{pack}")
  String one(Viewer viewer, @PathVariable String pack, Model model) {
    var known = PACKS.get(pack);
    if (known == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    var rules = rules(pack);
    model.addAttribute(
        "page",
        new GuidelinePage(
            pack,
            known.title(),
            known.why(),
            requirement(rules),
            rules.stream()
                .map(rule -> new Line(rule, guidelines.wish(rule.id()), wishes(rule)))
                .toList(),
            viewer.may(Permission.MANAGE_GUIDELINES),
            null));
    return "coach/guideline";
  }

  @PostMapping("/conduct/guidelines/own/{no}/read")
  String read(
      Viewer viewer, @PathVariable int no, @RequestParam int version, RedirectAttributes redirect) {
    receipts.confirm(viewer, no, version);
    receipts.refresh();
    Toast.of("coach.receipts.confirmed").afterRedirect(redirect);
    return "redirect:/conduct/guidelines/own/" + no;
  }

  private static List<Wish> wishes(Rule rule) {
    return Arrays.stream(Wish.values())
        .filter(wish -> wish != Wish.STOP || Guidelines.mayStop(rule))
        .toList();
  }

  @PostMapping("/conduct/guidelines/{pack}/rules")
  @Requires(Permission.MANAGE_GUIDELINES)
  String set(
      Viewer viewer,
      @PathVariable String pack,
      @RequestParam String rule,
      @RequestParam String wish,
      RedirectAttributes redirect) {
    if (!PACKS.containsKey(pack)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    guidelines.set(viewer, rule, wish(wish));
    guidelines.refresh();
    Toast.of("coach.rule.set").afterRedirect(redirect);
    return "redirect:/conduct/guidelines/" + pack;
  }

  private static Wish wish(String word) {
    try {
      return Wish.of(word);
    } catch (IllegalArgumentException unknown) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
  }

  @GetMapping("/conduct/guidelines/bench")
  String bench(Model model) {
    model.addAttribute("page", new BenchPage("", "", null));
    return "coach/bench";
  }

  /// Nothing of it is kept.
  @PostMapping("/conduct/guidelines/bench")
  String tried(
      Viewer viewer,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String message,
      Model model) {
    var tried = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    var asked = message.substring(0, Math.min(message.length(), LONGEST_TEXT));
    var findings = CoachPanel.page("", 0, false, tried, () -> coach.tried(viewer, tried, asked));
    model.addAttribute("page", new BenchPage(tried, asked, findings));
    return "coach/bench";
  }
}
