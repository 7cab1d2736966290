package dev.decorum.inbox;

import dev.decorum.audit.Actor;
import dev.decorum.database.Times;
import dev.decorum.inbox.ConversationLink.Relation;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Relates conversations that have to do with each other, of one client or of two.
///
/// Nothing that is said moves by that. A link is seen by whoever may see both ends, and by nobody
/// else; that it exists tells nobody of a conversation that is hidden from them. Where one end went
/// up in another conversation, the link leads there.
@Service
@Transactional
public class ConversationLinks {

  /// More than this is a tag, or a merge.
  static final int MOST = 50;

  private final Conversations conversations;
  private final ConversationQueries queries;
  private final Chronicle chronicle;
  private final JdbcClient jdbc;
  private final Clock clock;

  ConversationLinks(
      Conversations conversations,
      ConversationQueries queries,
      Chronicle chronicle,
      JdbcClient jdbc,
      Clock clock) {
    this.conversations = conversations;
    this.queries = queries;
    this.chronicle = chronicle;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// What has to do with a conversation that the viewer was found to see, the newest link first.
  @Transactional(readOnly = true)
  public List<ConversationLink> of(Viewer viewer, ConversationId conversation) {
    return queries.linked(viewer, conversation);
  }

  /// Says that two conversations are about the same matter. Said twice it is said once.
  ///
  /// @throws ConversationNotFound when either is none that the viewer serves
  /// @throws LinkRefused
  public void link(Viewer viewer, long no, long other) {
    var one = conversations.findToServe(viewer, no).orElseThrow(ConversationNotFound::new);
    var two = conversations.findToServe(viewer, other).orElseThrow(ConversationNotFound::new);
    if (one.id().equals(two.id())) throw new LinkRefused(LinkRefused.Reason.SAME);
    for (var end : List.of(one, two)) {
      if (count(end) >= MOST) throw new LinkRefused(LinkRefused.Reason.TOO_MANY);
    }
    add(viewer, one, two, "same_matter");
  }

  /// A conversation that was begun to go on with an earlier one.
  void followUp(Viewer viewer, ConversationId later, Conversation earlier) {
    var c = conversations.findBySystem(later).orElseThrow(ConversationNotFound::new);
    add(viewer, c, earlier, "follow_up");
  }

  private long count(Conversation end) {
    return jdbc.sql(
            """
            select count(*)
              from inbox.conversation_link l
             where l.from_id = :id
                or l.to_id = :id
            """)
        .param("id", end.id().id())
        .query(Long.class)
        .single();
  }

  private void add(Viewer viewer, Conversation from, Conversation to, String kind) {
    int added =
        jdbc.sql(
                """
                insert into inbox.conversation_link (id, from_id, to_id, kind, member_id, at)
                values (:id, :from, :to, :kind, :member, :now)
                on conflict do nothing
                """)
            .param("id", RowIds.next())
            .param("from", from.id().id())
            .param("to", to.id().id())
            .param("kind", kind)
            .param("member", viewer.id().id())
            .param("now", Times.bound(Times.now(clock)))
            .update();
    if (added == 1) changed(viewer, "linked", List.of(from, to));
  }

  /// Takes a link away, from either end.
  ///
  /// @return number of the other conversation; empty when there is none any more, or one end is
  ///   hidden from the viewer
  public Optional<Long> unlink(Viewer viewer, long no, UUID link) {
    var c = conversations.findToServe(viewer, no).orElseThrow(ConversationNotFound::new);
    var seen = of(viewer, c.id()).stream().filter(one -> one.id().equals(link)).findFirst();
    if (seen.isEmpty()) return Optional.empty();
    jdbc.sql("delete from inbox.conversation_link where id = :id").param("id", link).update();
    long otherNo = seen.get().other().no();
    var other = conversations.find(viewer, otherNo).orElseThrow(ConversationNotFound::new);
    changed(viewer, "unlinked", List.of(c, other));
    return Optional.of(otherNo);
  }

  /// In the audit log at both ends, and in no thread: not everybody who reads one may know of the
  /// other.
  private void changed(Viewer viewer, String what, List<Conversation> ends) {
    var actor = Actor.member(viewer.id().id());
    for (int i = 0; i < 2; i++) {
      var other = ends.get(1 - i).id().id().toString();
      chronicle.changed(actor, ends.get(i), what, Map.of("other", other));
    }
  }

  /// What a conversation was begun to go on with.
  Optional<Conversation> followed(Viewer viewer, Conversation later) {
    return of(viewer, later.id()).stream()
        .filter(link -> link.relation() == Relation.FOLLOWS)
        .findFirst()
        .flatMap(link -> conversations.findToServe(viewer, link.other().no()));
  }
}
