package dev.decorum.sla.web;

import dev.decorum.sla.ConversationClocks;
import dev.decorum.sla.Written;
import dev.decorum.web.Ui;
import java.time.Duration;

/// What is due in a conversation.
///
/// @param writes whether the reader may write to the client
public record DuePage(long no, ConversationClocks.View view, boolean writes) {

  /// Why somebody was told.
  public String why(Ui ui, ConversationClocks.Told told) {
    var kind = ui.t("sla.kind." + told.kind().word());
    if (told.minutes() == 0) return ui.t("sla.told.why.due", kind);
    var length = length(Duration.ofMinutes(Math.abs(told.minutes())));
    return ui.t(told.minutes() < 0 ? "sla.told.why.before" : "sla.told.why.after", kind, length);
  }

  /// Whether there is something that is late and nobody was told of.
  public boolean lateAndUntold() {
    var late = view.overdue();
    return late != null && view.told().stream().noneMatch(one -> one.kind() == late.kind());
  }

  /// Such as `1h 30m`.
  public String length(Duration length) {
    return Written.length(Duration.ofMinutes(length.toMinutes()));
  }
}
