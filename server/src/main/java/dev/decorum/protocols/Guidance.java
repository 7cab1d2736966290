package dev.decorum.protocols;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.coach.Checked;
import dev.decorum.coach.Coach;
import dev.decorum.inbox.Correspondence;
import dev.decorum.inbox.Correspondence.Standing;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.protocols.Guided.Place;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.Vault;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Which protocol a conversation follows, and how far.
///
/// It advises and never stands in the way: nothing waits for a step. Ticks are of the conversation,
/// so that whoever takes it over goes on where it stands.
@Service
@Transactional
public class Guidance {

  private static final int STEP_ID_BYTES = 8;

  private final JdbcClient jdbc;
  private final Protocols protocols;
  private final Correspondence correspondence;
  private final Drafts drafts;
  private final Coach coach;
  private final Vault vault;
  private final Audit audit;
  private final Clock clock;

  Guidance(
      JdbcClient jdbc,
      Protocols protocols,
      Correspondence correspondence,
      Drafts drafts,
      Coach coach,
      Vault vault,
      Audit audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.protocols = protocols;
    this.correspondence = correspondence;
    this.drafts = drafts;
    this.coach = coach;
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
  }

  private record Followed(String protocol, Set<String> ticked) {}

  /// @throws dev.decorum.inbox.ConversationNotFound
  @Transactional(readOnly = true)
  public Guided of(Viewer viewer, long no) {
    var standing = correspondence.standing(viewer, no);
    var all = protocols.all();
    var followed = followed(standing).orElse(null);
    var protocol = followed == null ? null : named(all, followed.protocol());
    if (followed == null || protocol == null) {
      // Whoever meets a client for the first time introduces themselves.
      var proposed = correspondence.metBySystem(standing.client()) ? null : "greeting";
      return new Guided(no, null, List.of(), false, all, proposed);
    }
    var draft =
        drafts
            .find(viewer, no, DraftKind.REPLY)
            .filter(one -> !one.content().text().isBlank())
            .orElse(null);
    var checked = draft == null ? null : coach.check(viewer, draft, null);
    var places =
        protocol.steps().stream().map(step -> place(step, followed.ticked(), checked)).toList();
    return new Guided(no, protocol, places, checked != null, all, null);
  }

  private static @Nullable Protocol named(List<Protocol> all, String id) {
    return all.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
  }

  private Place place(Step step, Set<String> ticked, @Nullable Checked checked) {
    var id = id(step);
    var look = step.look();
    boolean seen = look != null && checked != null && look.in(checked);
    return new Place(id, step, ticked.contains(id), seen);
  }

  /// A step is known by its words, so that ticks outlive changes to others; they cannot be read
  /// back from it.
  private String id(Step step) {
    var digest = vault.digest("protocol step", step.words().getBytes(UTF_8));
    return HexFormat.of().formatHex(digest, 0, STEP_ID_BYTES);
  }

  private Optional<Followed> followed(Standing standing) {
    return jdbc.sql(
            """
            select f.protocol, f.ticked
              from protocols.followed f
             where f.conversation_id = :conversation
            """)
        .param("conversation", standing.id().id())
        .query(
            (row, _) ->
                new Followed(
                    row.getString("protocol"),
                    Set.copyOf(Arrays.asList((String[]) row.getArray("ticked").getArray()))))
        .optional();
  }

  /// Chooses the protocol of a conversation; ticks begin anew.
  ///
  /// @param protocol empty: none any more
  /// @throws dev.decorum.inbox.ConversationNotFound
  /// @throws ProtocolNotFound
  public void follow(Viewer viewer, long no, String protocol) {
    var standing = correspondence.standing(viewer, no);
    if (protocol.isEmpty()) {
      jdbc.sql("delete from protocols.followed where conversation_id = :conversation")
          .param("conversation", standing.id().id())
          .update();
    } else {
      protocols.get(protocol);
      jdbc.sql(
              """
              insert into protocols.followed (conversation_id, protocol, ticked, chosen_by, chosen_at)
              values (:conversation, :protocol, '{}', :by, :now)
              on conflict (conversation_id) do update
                 set protocol = excluded.protocol,
                     ticked = excluded.ticked,
                     chosen_by = excluded.chosen_by,
                     chosen_at = excluded.chosen_at
               where followed.protocol <> excluded.protocol
              """)
          .param("conversation", standing.id().id())
          .param("protocol", protocol)
          .param("by", viewer.id().id())
          .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
          .update();
    }
    audit.changed(
        Actor.member(viewer.id().id()),
        "protocol.followed",
        "conversation",
        standing.id().id(),
        Map.of("protocol", protocol.isEmpty() ? "none" : protocol));
  }

  /// Ticks a step, or takes the tick away. What is no step of its protocol, or not any more, is
  /// passed over.
  ///
  /// @param step its id
  /// @throws dev.decorum.inbox.ConversationNotFound
  public void tick(Viewer viewer, long no, String step, boolean done) {
    var standing = correspondence.standing(viewer, no);
    var protocol = followed(standing).flatMap(followed -> protocols.find(followed.protocol()));
    boolean known =
        protocol.stream()
            .flatMap(one -> one.steps().stream())
            .anyMatch(one -> id(one).equals(step));
    if (!known) return;
    jdbc.sql(
            """
            update protocols.followed
               set ticked = case when :done then array_append(array_remove(ticked, :step), :step)
                                 else array_remove(ticked, :step) end
             where conversation_id = :conversation
            """)
        .param("conversation", standing.id().id())
        .param("step", step)
        .param("done", done)
        .update();
  }
}
