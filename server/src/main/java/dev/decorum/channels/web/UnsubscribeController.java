package dev.decorum.channels.web;

import dev.decorum.channels.Unsubscribing;
import dev.decorum.staff.Anyone;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Where those who get mail that no person wrote say that they want no more of it. Mail programs
/// post here by themselves (RFC 8058), without a form token: the address is the secret. Looking
/// changes nothing, since programs look at every link of a mail.
@Controller
@Anyone
class UnsubscribeController {

  private static final String ADDRESS = "/unsubscribe/{token}";

  private final Unsubscribing unsubscribing;

  UnsubscribeController(Unsubscribing unsubscribing) {
    this.unsubscribing = unsubscribing;
  }

  @GetMapping(ADDRESS)
  String ask(@PathVariable String token, HttpServletResponse response, Model model) {
    return page(unsubscribing.knows(token), token, "ask", response, model);
  }

  @PostMapping(ADDRESS)
  String unsubscribe(@PathVariable String token, HttpServletResponse response, Model model) {
    return page(unsubscribing.unsubscribe(token), token, "done", response, model);
  }

  private static String page(
      boolean known, String token, String step, HttpServletResponse response, Model model) {
    if (!known) response.setStatus(HttpStatus.NOT_FOUND.value());
    model.addAttribute("page", new UnsubscribePage(known ? step : "unknown", known ? token : ""));
    return "channels/unsubscribe";
  }
}
