package dev.decorum.inbox.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.web.FormErrors;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form for a call, meeting or visit.
///
/// @param form what stands in it
/// @param now where the member is, to the minute
/// @param matters conversations it may have been about
public record ContactPage(
    ClientSummary client,
    ContactForm form,
    LocalDateTime now,
    List<ConversationRow> matters,
    FormErrors errors) {

  public ContactPage {
    matters = List.copyOf(matters);
  }

  public List<ContactKind> kinds() {
    return List.of(ContactKind.values());
  }

  public boolean chosen(ContactKind kind) {
    return form.kind() == null ? kind == ContactKind.CALL : kind.word().equals(form.kind());
  }

  public boolean fromClient() {
    return "in".equals(form.direction());
  }

  public String at() {
    return form.at() == null ? now.toString() : form.at();
  }

  public boolean about(ConversationRow row) {
    return Long.toString(row.no()).equals(form.about());
  }

  /// What was typed into a field; empty: nothing.
  public static String typed(@Nullable String text) {
    return text == null ? "" : text;
  }
}
