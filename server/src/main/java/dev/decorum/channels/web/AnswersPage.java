package dev.decorum.channels.web;

import dev.decorum.channels.Mailbox;
import dev.decorum.channels.answers.AnswerText;
import dev.decorum.channels.routing.Languages;
import dev.decorum.hours.Calendar;
import dev.decorum.web.FormErrors;
import java.util.List;

/// What a mailbox answers by itself.
///
/// @param previews the texts that are on, as somebody would get them who wrote now
public record AnswersPage(
    Mailbox mailbox,
    AnswersForm form,
    List<Calendar> calendars,
    List<String> previews,
    FormErrors errors) {

  public AnswersPage {
    calendars = List.copyOf(calendars);
    previews = List.copyOf(previews);
  }

  public List<AnswerText.Field> fields() {
    return List.of(AnswerText.Field.values());
  }

  public List<String> languages() {
    return Languages.known();
  }
}
