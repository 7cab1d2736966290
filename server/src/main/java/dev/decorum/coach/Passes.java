package dev.decorum.coach;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.inbox.Correspondence;
import dev.decorum.inbox.SecondLook;
import dev.decorum.inbox.SecondLooks;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A lead lets one message leave that is kept back: once, exactly as it was read, for a written
/// reason. The author asks by having the lead read it first.
@Service
@Transactional
public class Passes {

  public static final int LONGEST_REASON = 2_000;

  private static final String REASON = "coach.pass.reason";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Audit audit;
  private final Correspondence correspondence;
  private final SecondLooks looks;
  private final Coach coach;
  private final OpenPasses open;
  private final Clock clock;

  Passes(
      JdbcClient jdbc,
      Vault vault,
      Audit audit,
      Correspondence correspondence,
      SecondLooks looks,
      Coach coach,
      OpenPasses open,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.correspondence = correspondence;
    this.looks = looks;
    this.coach = coach;
    this.open = open;
    this.clock = clock;
  }

  /// What a lead is asked to read, and what keeps it back.
  ///
  /// @param stops masked; empty when nothing keeps it back
  public record Request(SecondLook.Asked asked, List<Finding> stops) {

    public Request {
      stops = List.copyOf(stops);
    }
  }

  /// @param look which request to read a reply it is about; it has to be the viewer who was asked
  /// @throws PassNotAsked
  @Transactional(readOnly = true)
  public Request request(Viewer lead, long no, UUID look) {
    var asked =
        looks.askedOf(lead, no).stream()
            .filter(one -> one.look().id().equals(look))
            .findFirst()
            .orElseThrow(PassNotAsked::new);
    var standing = correspondence.standing(lead, no);
    var stops =
        coach.findings(lead, standing, asked.draft().content().text()).stream()
            .filter(finding -> finding.level() == Level.STOP)
            .toList();
    return new Request(asked, stops);
  }

  /// Lets the reply leave once as it is, and approves it.
  ///
  /// @param revision of the draft that was read
  /// @param reason not blank, at most [#LONGEST_REASON]
  /// @throws PassNotAsked
  /// @throws dev.decorum.web.Stale when it was changed while it was read
  public void allow(Viewer lead, long no, UUID look, long revision, String reason) {
    var request = request(lead, no, look);
    var author = request.asked().look().asker();
    if (author.equals(lead.id()) || request.stops().isEmpty()) throw new PassNotAsked();
    var standing = correspondence.standing(lead, no);
    looks.approve(lead, no, look, revision);
    var id = RowIds.next();
    jdbc.sql(
            """
            insert into coach.pass (
              id, conversation_id, author_id, lead_id, digest, reason, allowed_at)
            values (:id, :conversation, :author, :lead, :digest, :reason, :now)
            """)
        .param("id", id)
        .param("conversation", standing.id().id())
        .param("author", author.id())
        .param("lead", lead.id().id())
        .param("digest", open.digest(request.asked().draft().content().text()))
        .param("reason", vault.seal(standing.key(), REASON, id, reason))
        .param("now", OpenPasses.bound(clock.instant()))
        .update();
    audit.changed(
        Actor.member(lead.id().id()),
        "pass.allowed",
        "conversation",
        standing.id().id(),
        Map.of(
            "pass",
            id.toString(),
            "author",
            author.id().toString(),
            "categories",
            String.join(
                " ",
                request.stops().stream().map(Finding::category).distinct().sorted().toList())));
  }
}
