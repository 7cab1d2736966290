package dev.decorum.staff.web;

import dev.decorum.audit.Actor;
import dev.decorum.staff.AccessTokens;
import dev.decorum.staff.AnyMember;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberNotFound;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Refused;
import dev.decorum.staff.Scope;
import dev.decorum.staff.SignIn;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Theme;
import dev.decorum.staff.Viewer;
import dev.decorum.staff.Visit;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One's own account.
@AnyMember
@Controller
class MeController {

  /// Days that a token may be made for; 0 is for good.
  private static final List<Integer> VALIDITIES = List.of(30, 90, 365, 0);

  private final Staff staff;
  private final Organisation organisation;
  private final SignIn signIn;
  private final AccessTokens tokens;

  MeController(Staff staff, Organisation organisation, SignIn signIn, AccessTokens tokens) {
    this.staff = staff;
    this.organisation = organisation;
    this.signIn = signIn;
    this.tokens = tokens;
  }

  @GetMapping("/me")
  String me() {
    return "redirect:/me/profile";
  }

  @GetMapping("/me/profile")
  String profile(Viewer viewer, Model model) {
    var me = me(viewer);
    return profile(me, me.name(), zone(me), FormErrors.none(), model);
  }

  @PostMapping("/me/profile")
  String changeProfile(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String zone,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    try {
      staff.changeProfile(viewer.id(), name, zone.isBlank() ? null : zone);
    } catch (Refused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return profile(me(viewer), name, zone, Forms.errors(refused), model);
    }
    Toast.of("staff.me.saved").afterRedirect(redirect);
    return "redirect:/me/profile";
  }

  @GetMapping("/me/appearance")
  String appearance(Viewer viewer, Model model) {
    var theme = me(viewer).theme();
    model.addAttribute("page", new AppearancePage(theme == null ? "system" : theme.word()));
    return "staff/appearance";
  }

  @PostMapping("/me/appearance")
  String changeAppearance(
      @RequestParam(defaultValue = "") String theme,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var chosen =
        Arrays.stream(Theme.values())
            .filter(known -> known.word().equals(theme))
            .findFirst()
            .orElse(null);
    staff.changeTheme(viewer.id(), chosen);
    response.addHeader(HttpHeaders.SET_COOKIE, ThemeCookie.of(chosen, request).toString());
    Toast.of("staff.me.saved").afterRedirect(redirect);
    return "redirect:/me/appearance";
  }

  @GetMapping("/me/signature")
  String signature(Viewer viewer, Model model) {
    var signature = me(viewer).signature();
    return signature(signature == null ? "" : signature, FormErrors.none(), model);
  }

  @PostMapping("/me/signature")
  String changeSignature(
      @RequestParam(defaultValue = "") String signature,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    try {
      staff.changeSignature(viewer.id(), signature);
    } catch (Refused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return signature(signature, Forms.errors(refused), model);
    }
    Toast.of("staff.me.saved").afterRedirect(redirect);
    return "redirect:/me/signature";
  }

  @GetMapping("/me/security")
  String security(Viewer viewer, Model model) {
    return security(viewer, FormErrors.none(), model);
  }

  @PostMapping("/me/security/password")
  String changePassword(
      @RequestParam(defaultValue = "") String current,
      @RequestParam(defaultValue = "") String password,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    SignIn.Outcome outcome;
    try {
      outcome = signIn.changePassword(viewer, current, password, Visit.of(request));
    } catch (Refused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return security(viewer, Forms.errors(refused), model);
    }
    return switch (outcome) {
      case SignIn.Outcome.Entered entered -> {
        response.addHeader(HttpHeaders.SET_COOKIE, entered.cookie().toString());
        Toast.of("staff.me.password_changed").afterRedirect(redirect);
        yield "redirect:/me/security";
      }
      case SignIn.Outcome.Limited(Duration pause) -> {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        yield security(
            viewer,
            FormErrors.none()
                .and("current", "staff.sign_in.limited", SignInController.minutes(pause)),
            model);
      }
      case SignIn.Outcome.Wrong _ -> {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        yield security(
            viewer, FormErrors.none().and("current", "staff.objection.password_wrong"), model);
      }
    };
  }

  @PostMapping("/me/security/sessions/{session}/end")
  String endSession(@PathVariable UUID session, Viewer viewer, RedirectAttributes redirect) {
    if (session.equals(viewer.session())) {
      return "redirect:/me/security";
    }
    if (!signIn.end(viewer, session)) {
      throw new SessionNotFound();
    }
    Toast.of("staff.me.session_ended").afterRedirect(redirect);
    return "redirect:/me/security";
  }

  @PostMapping("/me/security/sign-out-everywhere")
  String leaveEverywhere(Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE, signIn.leaveEverywhere(viewer, Visit.of(request)).toString());
    SignInController.clearSiteData(response);
    return "redirect:/sign-in";
  }

  @GetMapping("/me/tokens")
  String tokens(Viewer viewer, Model model) {
    return tokens(viewer, null, FormErrors.none(), model);
  }

  /// Shows the token on the page that answers the form, and nowhere again.
  @PostMapping("/me/tokens")
  String createToken(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") List<String> scope,
      @RequestParam(defaultValue = "90") int days,
      Viewer viewer,
      HttpServletResponse response,
      Model model) {
    var scopes =
        Arrays.stream(Scope.values()).filter(known -> scope.contains(known.word())).toList();
    var validity = VALIDITIES.contains(days) ? days : VALIDITIES.getFirst();
    try {
      var created =
          tokens.create(
              Actor.member(viewer.id().id()),
              viewer.id(),
              name,
              scopes,
              validity == 0 ? null : Duration.ofDays(validity));
      return tokens(viewer, created, FormErrors.none(), model);
    } catch (Refused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return tokens(viewer, null, Forms.errors(refused), model);
    }
  }

  @PostMapping("/me/tokens/{no}/revoke")
  String revokeToken(@PathVariable int no, Viewer viewer, RedirectAttributes redirect) {
    if (!tokens.revoke(Actor.member(viewer.id().id()), viewer.id(), no)) {
      throw new TokenNotFound();
    }
    Toast.of("staff.me.token_revoked").afterRedirect(redirect);
    return "redirect:/me/tokens";
  }

  private String profile(Member me, String name, String zone, FormErrors errors, Model model) {
    model.addAttribute(
        "page",
        new ProfilePage(name, me.email(), zone, organisation.zone().getId(), Zones.all(), errors));
    return "staff/profile";
  }

  private static String signature(String signature, FormErrors errors, Model model) {
    model.addAttribute("page", new SignaturePage(signature, errors));
    return "staff/signature";
  }

  private String security(Viewer viewer, FormErrors errors, Model model) {
    model.addAttribute(
        "page",
        new SecurityPage(
            me(viewer).email(),
            signIn.sessions(viewer).stream()
                .map(
                    open ->
                        new SecurityPage.Row(
                            open.id(),
                            Browsers.name(open.browser()),
                            open.openedAt(),
                            open.seenAt(),
                            open.id().equals(viewer.session())))
                .toList(),
            errors));
    return "staff/security";
  }

  private String tokens(Viewer viewer, @Nullable String created, FormErrors errors, Model model) {
    model.addAttribute(
        "page",
        new TokensPage(
            tokens.of(viewer.id()),
            Arrays.stream(Scope.values()).map(Scope::word).toList(),
            VALIDITIES,
            created,
            errors));
    return "staff/tokens";
  }

  private Member me(Viewer viewer) {
    return staff.member(viewer.id()).orElseThrow(MemberNotFound::new);
  }

  private static String zone(Member me) {
    return me.zone() == null ? "" : me.zone().getId();
  }
}
