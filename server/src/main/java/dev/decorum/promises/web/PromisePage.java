package dev.decorum.promises.web;

import dev.decorum.inbox.InteractionId;
import dev.decorum.promises.PromiseChange;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One promise, and what became of it.
///
/// @param messages of ours that may show that it was kept, the newest first
/// @param writes whether the reader may change anything
public record PromisePage(
    Line line,
    List<Happened> history,
    List<Message> messages,
    List<Colleague> colleagues,
    boolean writes,
    FormErrors errors) {

  public PromisePage {
    history = List.copyOf(history);
    messages = List.copyOf(messages);
    colleagues = List.copyOf(colleagues);
  }

  /// One line of the history.
  ///
  /// @param by null: time, or the system
  /// @param owner null: nobody
  public record Happened(PromiseChange change, @Nullable String by, @Nullable String owner) {

    public String words(Ui ui) {
      var before = change.before();
      var after = change.after();
      return switch (change.what()) {
        case MOVED ->
            ui.t(
                Boolean.TRUE.equals(change.told())
                    ? "promises.did.moved"
                    : "promises.did.moved.quiet",
                before == null ? "" : Line.due(before, ui),
                after == null ? "" : Line.due(after, ui));
        case GIVEN, ORPHANED ->
            ui.t(
                "promises.did." + change.what().word(),
                owner == null ? ui.t("promises.nobody") : owner);
        case KEPT -> ui.t("promises.did." + change.state().word());
        case MADE,
            BEGAN,
            TOLD,
            BROKEN,
            WITHDRAWN,
            REOPENED,
            DUE,
            OVERDUE,
            AGAIN,
            REPEATS,
            REPEATS_ENDED,
            OWNER_AWAY,
            OWNER_BACK ->
            ui.t("promises.did." + change.what().word());
      };
    }
  }

  /// A message of ours.
  public record Message(InteractionId id, Instant at, String beginning) {}
}
