package dev.decorum.inbox.web;

import dev.decorum.inbox.Presences;
import dev.decorum.inbox.Presences.Present;
import dev.decorum.inbox.web.PresencePage.Line;
import dev.decorum.inbox.web.PresencePage.Person;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/// Who else is at a conversation. The script of a page says that its reader is there, and asks who
/// else is when the stream has news.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class PresenceController {

  private final Presences presences;
  private final Staff staff;

  PresenceController(Presences presences, Staff staff) {
    this.presences = presences;
    this.staff = staff;
  }

  /// @param state `viewing`, `writing` or `gone`
  @PostMapping("/c/{no}/presence")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void say(
      Viewer viewer, @PathVariable long no, @RequestParam(defaultValue = "viewing") String state) {
    if (state.equals("gone")) {
      presences.gone(viewer, no);
    } else {
      presences.here(viewer, no, state.equals("writing"));
    }
  }

  @GetMapping("/presence")
  String who(
      Viewer viewer, @RequestParam(name = "c", defaultValue = "") List<Long> numbers, Model model) {
    Map<Long, List<Present>> present = presences.at(viewer, numbers);
    model.addAttribute(
        "page",
        new PresencePage(
            present.entrySet().stream()
                .map(
                    one ->
                        new Line(one.getKey(), one.getValue().stream().map(this::person).toList()))
                .toList()));
    return "inbox/presence";
  }

  private Person person(Present present) {
    String name = staff.member(present.member()).map(member -> member.name()).orElse("–");
    return new Person(present.member().id(), name, present.writing());
  }
}
