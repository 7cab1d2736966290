package dev.decorum.inbox.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.inbox.Attachment;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.DraftKind;
import dev.decorum.web.Ui;
import gg.jte.Content;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A message on a page of its own, while it is written: the first one of a conversation, or one
/// that passes messages on.
///
/// @param client to whom; null: whoever has the address
/// @param draft names the draft; empty before the first save
/// @param from the conversation that it goes on with, or whose messages it passes on; null: none
/// @param files those of the messages that are passed on, to choose from
/// @param taken the chosen ones
/// @param panels what there is to say about the message while it is written
public record ComposePage(
    @Nullable ClientSummary client,
    String draft,
    @Nullable ConversationRow from,
    Composer composer,
    List<Attachment> files,
    Set<UUID> taken,
    List<Function<Ui, Content>> panels) {

  public ComposePage {
    files = List.copyOf(files);
    taken = Set.copyOf(taken);
    panels = List.copyOf(panels);
  }

  public boolean forward() {
    return composer.kind() == DraftKind.FORWARD;
  }

  /// Whom recipients are compared with, as a query.
  public String whom() {
    return from != null ? "c=" + from.no() : client != null ? "client=" + client.no() : "";
  }
}
