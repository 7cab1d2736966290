package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.live.Live;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Colleagues who are named in notes: `@Mette Friis`. They find the conversation among their
/// mentions, as far as they may see it.
@Service
@Transactional(readOnly = true)
public class Mentions {

  private final JdbcClient jdbc;
  private final Staff staff;
  private final Conversations conversations;
  private final Live live;
  private final Notices notices;
  private final Clock clock;

  Mentions(
      JdbcClient jdbc,
      Staff staff,
      Conversations conversations,
      Live live,
      Notices notices,
      Clock clock) {
    this.jdbc = jdbc;
    this.staff = staff;
    this.conversations = conversations;
    this.live = live;
    this.notices = notices;
    this.clock = clock;
  }

  /// The colleagues of the viewer who see this conversation, by name.
  ///
  /// @throws ConversationNotFound
  public List<Member> audience(Viewer viewer, long no) {
    var c = conversations.findToServe(viewer, no).orElseThrow(ConversationNotFound::new);
    var colleagues = colleagues(viewer.id());
    var seeing = seeing(c, colleagues);
    return colleagues.stream()
        .filter(member -> seeing.contains(member.id()))
        .sorted(Comparator.comparing(Member::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /// Those named in a text who do not see the conversation.
  public List<Member> inVain(Viewer viewer, long no, String text) {
    var named = named(colleagues(viewer.id()), text);
    if (named.isEmpty()) return List.of();
    var c = conversations.findToServe(viewer, no).orElseThrow(ConversationNotFound::new);
    var seeing = seeing(c, named);
    return named.stream().filter(member -> !seeing.contains(member.id())).toList();
  }

  /// Keeps who is named in a note, and tells their lists. Whoever had named its author waits for an
  /// answer, and is told of it.
  @Transactional
  void note(Conversation c, InteractionId note, MemberId author, String text, Instant at) {
    tellAskers(c, note, author);
    for (var member : named(colleagues(author), text)) {
      jdbc.sql(
              """
              insert into inbox.mention (interaction_id, member_id, conversation_id, at)
              values (:note, :member, :conversation, :at)
              """)
          .param("note", note.id())
          .param("member", member.id().id())
          .param("conversation", c.id().id())
          .param("at", Times.bound(at))
          .update();
      live.changed(QueueGate.TOPIC, QueueGate.member(member.id()), clock.millis());
      if (seeing(c, List.of(member)).contains(member.id())) {
        notices.tell(NoticeEvent.MENTIONED, member.id(), c.id(), author);
      }
    }
  }

  /// Those who have named the author since the author's note before.
  private void tellAskers(Conversation c, InteractionId note, MemberId author) {
    jdbc.sql(
            """
            select distinct i.author_member
              from inbox.mention m
              join inbox.interaction i on i.id = m.interaction_id
             where m.conversation_id = :conversation
               and m.member_id = :author
               and i.author_member <> :author
               and m.at >= coalesce(
                     (select max(n.at)
                        from inbox.interaction n
                       where n.conversation_id = :conversation
                         and n.kind = 'note'
                         and n.author_member = :author
                         and n.id <> :note),
                     '-infinity')
            """)
        .param("conversation", c.id().id())
        .param("author", author.id())
        .param("note", note.id())
        .query((row, _) -> new MemberId(row.getObject("author_member", UUID.class)))
        .list()
        .forEach(asker -> notices.tell(NoticeEvent.ANSWERED, asker, c.id(), author));
  }

  private List<Member> colleagues(MemberId self) {
    return staff.members().stream()
        .filter(Member::serves)
        .filter(member -> !member.id().equals(self))
        .toList();
  }

  private Set<MemberId> seeing(Conversation c, Collection<Member> members) {
    return jdbc
        .sql(
            """
            select m.id
              from unnest(:members) as m (id)
             where exists (
                   select from inbox.visible_to(m.id) v where v.id = :conversation)
            """)
        .param("members", members.stream().map(member -> member.id().id()).toArray(UUID[]::new))
        .param("conversation", c.id().id())
        .query((row, _) -> new MemberId(row.getObject(1, UUID.class)))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The longest name counts: `@Ann Lee` does not name Ann.
  static List<Member> named(Collection<Member> members, String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    var longestFirst = new ArrayList<>(members);
    longestFirst.sort(Comparator.comparingInt((Member member) -> -member.name().length()));
    var named = new ArrayList<Member>();
    for (int at = lower.indexOf('@'); at >= 0; at = lower.indexOf('@', at + 1)) {
      int from = at + 1;
      boolean begins = at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1));
      if (!begins) continue;
      longestFirst.stream()
          .filter(member -> isAt(lower, from, member.name().toLowerCase(Locale.ROOT)))
          .findFirst()
          .filter(member -> !named.contains(member))
          .ifPresent(named::add);
    }
    return named;
  }

  private static boolean isAt(String text, int from, String name) {
    int end = from + name.length();
    return !name.isEmpty()
        && text.startsWith(name, from)
        && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }
}
