package dev.decorum.inbox.web;

import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.web.ConversationPage.Choice;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The box a member writes in.
///
/// @param kind a reply and a note are two boxes with two drafts: neither can turn into the other
/// @param action where it is posted to
/// @param here address of the page it stands on
/// @param draft the address that keeps what is written
/// @param revision of the draft that `text` came from, 0 for none
/// @param whom the recipients by name
/// @param addresses theirs, where the names do not say them already
/// @param people the recipients one by one
/// @param colleagues who could be asked to read it first
/// @param laters times at which it may leave instead of now
/// @param replyAll whether there is anybody to reply to beyond who wrote last
public record Composer(
    DraftKind kind,
    @Nullable Long no,
    String action,
    String here,
    String draft,
    long revision,
    String text,
    String subject,
    String to,
    String cc,
    String bcc,
    boolean replyAll,
    String whom,
    String addresses,
    People people,
    List<Choice> colleagues,
    List<DraftFile> files,
    List<Later> laters,
    FormErrors errors) {

  static final String BLANKS = "inbox.refusal.blanks";

  public Composer {
    colleagues = List.copyOf(colleagues);
    files = List.copyOf(files);
    laters = List.copyOf(laters);
  }

  /// The blanks that the last refusal named: sent again with them, the message leaves as it is.
  public String asIs() {
    return errors.list().stream()
        .filter(error -> error.message().equals(BLANKS))
        .map(error -> String.valueOf(error.args().getFirst()))
        .findFirst()
        .orElse("");
  }

  /// Where a second look is asked for, with the list that stands beside.
  public String look() {
    return action.replaceFirst("/reply", "/look");
  }

  /// Whether it goes to the client, so that there is something to say about it while it is written.
  public boolean toClient() {
    return kind != DraftKind.NOTE && kind != DraftKind.FORWARD;
  }

  public boolean note() {
    return kind == DraftKind.NOTE;
  }

  /// A file that waits in the draft.
  public record DraftFile(String name, long size, String remove) {}
}
