package dev.decorum.inbox;

import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Messages that were to leave later and do not, since the client wrote first: what was true when
/// they were written may not be any more.
@Component
class HeldBack {

  private final Interactions interactions;
  private final Chronicle chronicle;
  private final ObjectProvider<MessageCarrier> carrier;
  private final MessageSource words;
  private final JdbcClient jdbc;

  // The carrier is asked for late: it lives in a module above that needs this one.
  HeldBack(
      Interactions interactions,
      Chronicle chronicle,
      ObjectProvider<MessageCarrier> carrier,
      MessageSource words,
      JdbcClient jdbc) {
    this.interactions = interactions;
    this.chronicle = chronicle;
    this.carrier = carrier;
    this.words = words;
    this.jdbc = jdbc;
  }

  /// Holds what waits for its time in this conversation.
  void clientWrote(Conversation c) {
    for (var waiting : waiting(c)) {
      if (!carrier.getObject().hold(waiting)) continue;
      jdbc.sql(
              """
              update inbox.taking_back
                 set held = true, until = 'infinity'
               where interaction_id = :id
              """)
          .param("id", waiting.id())
          .update();
      interactions.delivery(c, waiting, Delivery.HELD, text("inbox.held_back"));
      chronicle.happened(c, Happening.of(Happening.What.HELD_BACK));
    }
  }

  private List<InteractionId> waiting(Conversation c) {
    return jdbc.sql(
            """
            select i.id
              from inbox.interaction i
              join inbox.taking_back t on t.interaction_id = i.id
             where i.conversation_id = :conversation
               and i.delivery = 'held'
               and not t.held
             order by i.at
            """)
        .param("conversation", c.id().id())
        .query((row, _) -> new InteractionId(row.getObject("id", UUID.class)))
        .list();
  }

  /// Numbers of the conversations in which messages of this member are held.
  List<Long> of(Viewer viewer) {
    return jdbc.sql(
            """
            select distinct c.no
              from inbox.taking_back t
              join inbox.interaction i on i.id = t.interaction_id
              join inbox.visible_to(:viewer) c on c.id = i.conversation_id
             where t.member_id = :viewer
               and t.held
               and i.delivery = 'held'
             order by c.no
            """)
        .param("viewer", viewer.id().id())
        .query((row, _) -> row.getLong("no"))
        .list();
  }

  private String text(String key) {
    return Objects.requireNonNull(words.getMessage(key, new Object[0], key, Locale.UK));
  }
}
