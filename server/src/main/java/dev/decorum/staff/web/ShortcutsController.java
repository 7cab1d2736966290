package dev.decorum.staff.web;

import dev.decorum.staff.AnyMember;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Keys;
import dev.decorum.web.Keys.Command;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Other keys for the commands of a page. They belong to the browser, as keyboards do.
@AnyMember
@Controller
class ShortcutsController {

  @GetMapping("/me/shortcuts")
  String shortcuts(
      @CookieValue(name = Keys.COOKIE, required = false) @Nullable String cookie, Model model) {
    var keys = Keys.of(cookie);
    var shown = new EnumMap<Command, String>(Command.class);
    for (Command command : Command.values()) {
      shown.put(command, keys.of(command));
    }
    return page(shown, FormErrors.none(), model);
  }

  /// A field that is left empty means the usual key.
  @PostMapping("/me/shortcuts")
  String change(
      @RequestParam Map<String, String> form,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var typed = new EnumMap<Command, String>(Command.class);
    var keys = Keys.usual();
    var errors = FormErrors.none();
    for (Command command : Command.values()) {
      String key = form.getOrDefault(command.word(), "").strip();
      typed.put(command, key);
      if (Keys.isKey(key)) {
        keys = keys.with(command, key);
      } else if (!key.isEmpty()) {
        errors = errors.and(command.word(), "staff.shortcuts.one_key");
      }
    }
    for (Command command : keys.doubled().keySet()) {
      errors = errors.and(command.word(), "staff.shortcuts.taken", keys.of(command));
    }
    if (errors.any()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(typed, errors, model);
    }
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(Keys.COOKIE, keys.cookie())
            .path("/")
            .maxAge(keys.cookie().isEmpty() ? Duration.ZERO : Duration.ofDays(365))
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .build()
            .toString());
    Toast.of("staff.me.saved").afterRedirect(redirect);
    return "redirect:/me/shortcuts";
  }

  private static String page(Map<Command, String> keys, FormErrors errors, Model model) {
    model.addAttribute("page", new ShortcutsPage(keys, errors));
    return "staff/shortcuts";
  }
}
