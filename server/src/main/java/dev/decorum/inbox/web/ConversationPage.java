package dev.decorum.inbox.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientSummary;
import dev.decorum.inbox.ConversationLink;
import dev.decorum.inbox.ConversationPanel;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.ConversationView;
import dev.decorum.web.Ui;
import gg.jte.Content;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A conversation with what stands around it.
///
/// @param looks second pairs of eyes; null for who may not write
/// @param panels what there is to say about the message while it is written
/// @param ahead what a browser that fetches this page ahead is told; see [Ahead]
/// @param read whether they say it at once, above the box and not beside it
/// @param links conversations that have to do with it
/// @param queue the list on the left; null: the conversation is shown alone
public record ConversationPage(
    @Nullable QueuePage queue,
    ConversationView conversation,
    List<ConversationLink> links,
    Thread thread,
    @Nullable LooksPage looks,
    @Nullable Composer composer,
    List<Function<Ui, Content>> panels,
    boolean read,
    Ahead ahead,
    Brief brief,
    Choices choices) {

  public ConversationPage {
    panels = List.copyOf(panels);
    links = List.copyOf(links);
  }

  ConversationPage with(Ahead ahead) {
    return new ConversationPage(
        queue, conversation, links, thread, looks, composer, panels, read, ahead, brief, choices);
  }

  /// The same, with what there is to say about the message.
  ConversationPage with(List<Function<Ui, Content>> said) {
    return new ConversationPage(
        queue, conversation, links, thread, looks, composer, said, read, ahead, brief, choices);
  }

  public ConversationRow row() {
    return conversation.row();
  }

  public long no() {
    return conversation.no();
  }

  /// What a form adds to its address so that the list is still beside the conversation afterwards.
  public String beside() {
    return Beside.of(queue).in("");
  }

  /// What was said, the newest at the end.
  ///
  /// @param earlier address of what came before; null: nothing did
  public record Thread(long no, List<Entry> entries, @Nullable String earlier) {

    public Thread {
      entries = List.copyOf(entries);
    }
  }

  /// Who the client is, as far as it matters while writing.
  ///
  /// @param panels what modules add
  public record Brief(
      ClientSummary client,
      @Nullable Client details,
      List<ConversationRow> others,
      List<ConversationPanel> panels) {

    public Brief {
      panels = List.copyOf(panels);
      others = List.copyOf(others);
    }
  }

  /// What the conversation could be changed to.
  public record Choices(List<Choice> members, List<Choice> teams, List<Later> snoozes) {

    public Choices {
      members = List.copyOf(members);
      teams = List.copyOf(teams);
      snoozes = List.copyOf(snoozes);
    }
  }

  /// One entry of a list to choose from.
  ///
  /// @param back of a member who is away: when they are there again
  public record Choice(String value, String label, boolean chosen, @Nullable Instant back) {

    public Choice(String value, String label, boolean chosen) {
      this(value, label, chosen, null);
    }
  }
}
