package dev.decorum.inbox.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.web.Ui;
import gg.jte.Content;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The first message of a conversation, while it is written.
///
/// @param client to whom; null: whoever has the address
/// @param draft names the draft; empty before the first save
/// @param panels what there is to say about the message while it is written
public record ComposePage(
    @Nullable ClientSummary client,
    String draft,
    Composer composer,
    List<Function<Ui, Content>> panels) {

  public ComposePage {
    panels = List.copyOf(panels);
  }
}
