package dev.decorum.coach.web;

import dev.decorum.coach.Passes.Request;
import dev.decorum.web.FormErrors;

/// A lead reads what keeps a colleague's reply back.
///
/// @param author by name
public record PassPage(long no, Request request, String author, String reason, FormErrors errors) {

  public String action() {
    return "/c/" + no + "/look/" + request.asked().look().id() + "/pass";
  }
}
