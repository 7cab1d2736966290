package dev.decorum.inbox;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.database.Times;
import dev.decorum.inbox.ViewRefused.Reason;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Lists of conversations that members have put together themselves.
///
/// A view is its owner's, or a team's: then everybody in the team has it, and its owner, the leads
/// of the team and admins change it. What it shows is decided anew for each viewer: a view opens
/// nothing that they may not see.
@Service
@Transactional
public class SavedViews {

  /// As many as one list of them has.
  public static final int MOST = 30;

  private static final String NAME = "inbox.saved_view.name";
  private static final int LONGEST_NAME = 60;
  private static final Duration BRING_BACK = Duration.ofDays(1);

  private final ConversationQueries queries;
  private final Staff staff;
  private final Vault vault;
  private final Audit audit;
  private final JsonMapper json;
  private final JdbcClient jdbc;
  private final Clock clock;

  SavedViews(
      ConversationQueries queries,
      Staff staff,
      Vault vault,
      Audit audit,
      JsonMapper json,
      JdbcClient jdbc,
      Clock clock) {
    this.queries = queries;
    this.staff = staff;
    this.vault = vault;
    this.audit = audit;
    this.json = json;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// One's own, then those of one's teams, each in their order.
  @Transactional(readOnly = true)
  public List<SavedView> of(Viewer viewer) {
    return read(viewer, "v.removed_at is null", Map.of());
  }

  /// @throws SavedViewNotFound
  @Transactional(readOnly = true)
  public SavedView get(Viewer viewer, int no) {
    return read(viewer, "v.removed_at is null and v.no = :no", Map.of("no", no)).stream()
        .findFirst()
        .orElseThrow(SavedViewNotFound::new);
  }

  /// How many conversations are in each view that is about work to do, up to [Counts#CAP], by
  /// number.
  @Transactional(readOnly = true)
  public Map<Integer, Integer> counts(Viewer viewer, List<SavedView> views) {
    return queries.counts(
        viewer, views.stream().collect(Collectors.toMap(SavedView::no, SavedView::rule)));
  }

  /// @return its number
  /// @throws ViewRefused
  public int add(Viewer viewer, NewView wanted) {
    var view = checked(viewer, wanted);
    forgetRemoved(viewer);
    lock(viewer.id(), view.team());
    int there = siblings(viewer.id(), view.team()).size();
    if (there >= MOST) throw new ViewRefused(Reason.TOO_MANY_VIEWS);
    var id = RowIds.next();
    var team = view.team();
    int no =
        jdbc.sql(
                """
                insert into inbox.saved_view (
                  id, owner_id, team_id, name, rule, sort, position, created_at)
                values (:id, :owner, :team, :name, :rule::jsonb, :sort, :position, :now)
                returning no
                """)
            .param("id", id)
            .param("owner", viewer.id().id())
            .param("team", team == null ? null : team.id())
            .param("name", vault.seal(vault.systemKey(), NAME, id, view.name()))
            .param("rule", json.writeValueAsString(view.rule()))
            .param("sort", view.sort().word())
            .param("position", there)
            .param("now", Times.bound(Times.now(clock)))
            .query(Integer.class)
            .single();
    changed(viewer, "added", id);
    return no;
  }

  /// @param madeOn the version the change was made on
  /// @throws SavedViewNotFound
  /// @throws ViewRefused
  /// @throws Stale when somebody else changed it meanwhile
  public void change(Viewer viewer, int no, int madeOn, NewView wanted) {
    var before = toChange(viewer, no);
    var view = checked(viewer, wanted, before.team());
    var team = view.team();
    int changed =
        jdbc.sql(
                """
                update inbox.saved_view
                   set team_id = :team, name = :name, rule = :rule::jsonb, sort = :sort,
                       version = version + 1
                 where id = :id
                   and version = :version
                """)
            .param("id", before.id())
            .param("version", madeOn)
            .param("team", team == null ? null : team.id())
            .param("name", vault.seal(vault.systemKey(), NAME, before.id(), view.name()))
            .param("rule", json.writeValueAsString(view.rule()))
            .param("sort", view.sort().word())
            .update();
    if (changed == 0) throw new Stale();
    changed(viewer, "changed", before.id());
  }

  /// Takes it away. It can be brought back for a day.
  ///
  /// @throws SavedViewNotFound
  public void remove(Viewer viewer, int no) {
    var view = toChange(viewer, no);
    removedAt(view, true);
    changed(viewer, "removed", view.id());
  }

  /// @throws SavedViewNotFound when it is gone for good
  public void restore(Viewer viewer, int no) {
    var view =
        read(viewer, "v.removed_at is not null and v.no = :no", Map.of("no", no)).stream()
            .filter(SavedView::editable)
            .findFirst()
            .orElseThrow(SavedViewNotFound::new);
    removedAt(view, false);
    changed(viewer, "restored", view.id());
  }

  private void removedAt(SavedView view, boolean removed) {
    jdbc.sql("update inbox.saved_view set removed_at = :at where id = :id")
        .param("id", view.id())
        .param("at", removed ? Times.bound(Times.now(clock)) : null)
        .update();
  }

  private void forgetRemoved(Viewer viewer) {
    jdbc.sql("delete from inbox.saved_view where owner_id = :owner and removed_at < :before")
        .param("owner", viewer.id().id())
        .param("before", Times.bound(Times.now(clock).minus(BRING_BACK)))
        .update();
  }

  /// Moves it before the one above it, or behind the one below it. At the end it stays.
  ///
  /// @throws SavedViewNotFound
  public void move(Viewer viewer, int no, boolean up) {
    var view = toChange(viewer, no);
    lock(view.owner(), view.team());
    var order = siblings(view.owner(), view.team());
    int from = order.indexOf(view.id());
    int to = up ? from - 1 : from + 1;
    if (from < 0 || to < 0 || to >= order.size()) return;
    order.set(from, order.get(to));
    order.set(to, view.id());
    jdbc.sql(
            """
            update inbox.saved_view v
               set position = o.place
              from unnest(:order) with ordinality as o (id, place)
             where v.id = o.id
            """)
        .param("order", order.toArray(UUID[]::new))
        .update();
  }

  /// In their order; to be changed by the caller.
  private List<UUID> siblings(MemberId owner, @Nullable TeamId team) {
    return new ArrayList<>(
        jdbc.sql(
                """
            select v.id
              from inbox.saved_view v
             where v.removed_at is null
               and (v.team_id = :team::uuid or v.team_id is null and :team::uuid is null and v.owner_id = :owner)
             order by v.position, v.no
            """)
            .param("owner", owner.id())
            .param("team", team == null ? null : team.id())
            .query(UUID.class)
            .list());
  }

  /// Whoever adds to a list or orders it, does so alone.
  private void lock(MemberId owner, @Nullable TeamId team) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:list, 0))")
        .param("list", "inbox.saved_view " + (team == null ? owner.id() : team.id()))
        .query((_, _) -> 0)
        .single();
  }

  private SavedView toChange(Viewer viewer, int no) {
    var view = get(viewer, no);
    if (!view.editable()) throw new SavedViewNotFound();
    return view;
  }

  private NewView checked(Viewer viewer, NewView wanted) {
    return checked(viewer, wanted, null);
  }

  /// @param already the team that has it; it may stay there, whoever changes it
  private NewView checked(Viewer viewer, NewView wanted, @Nullable TeamId already) {
    var name = wanted.name().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    var team = wanted.team();
    var conditions = wanted.rule().conditions();
    if (name.isEmpty()) throw new ViewRefused(Reason.NO_NAME);
    if (name.length() > LONGEST_NAME) throw new ViewRefused(Reason.LONG_NAME);
    if (conditions.isEmpty()) throw new ViewRefused(Reason.NO_CONDITION);
    if (conditions.size() > ViewRule.MOST) throw new ViewRefused(Reason.TOO_MANY_CONDITIONS);
    if (!conditions.stream().allMatch(Condition::complete)) {
      throw new ViewRefused(Reason.INCOMPLETE);
    }
    boolean foreign =
        team != null
            && !team.equals(already)
            && !(viewer.role() == Role.ADMIN
                ? staff.team(team).isPresent()
                : teams(viewer).contains(team));
    if (foreign) throw new ViewRefused(Reason.NOT_YOUR_TEAM);
    return new NewView(name, team, wanted.rule(), wanted.sort());
  }

  private Set<TeamId> teams(Viewer viewer) {
    return staff.member(viewer.id()).map(Member::teams).orElse(Set.of());
  }

  private List<SavedView> read(Viewer viewer, String condition, Map<String, Object> parameters) {
    var teams = teams(viewer);
    return jdbc.sql(
            """
            select v.id, v.no, v.owner_id, v.team_id, v.name, v.rule, v.sort, v.version
              from inbox.saved_view v
             where %s
               and (v.team_id is null and v.owner_id = :viewer
                    or v.team_id in (select staff.teams_of(:viewer))
                    or v.team_id is not null and staff.sees_everything(:viewer))
             order by v.team_id nulls first, v.position, v.no
            """
                .formatted(condition))
        .param("viewer", viewer.id().id())
        .params(parameters)
        .query((row, _) -> view(row, viewer, teams))
        .list();
  }

  private SavedView view(ResultSet row, Viewer viewer, Set<TeamId> teams) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var owner = new MemberId(row.getObject("owner_id", UUID.class));
    var teamId = row.getObject("team_id", UUID.class);
    var team = teamId == null ? null : new TeamId(teamId);
    boolean leads =
        viewer.role() == Role.ADMIN
            || viewer.role() == Role.LEAD && team != null && teams.contains(team);
    return new SavedView(
        id,
        row.getInt("no"),
        owner,
        team,
        vault.openText(row.getBytes("name"), NAME, id),
        json.readValue(row.getString("rule"), ViewRule.class),
        Sort.of(row.getString("sort")),
        leads || owner.equals(viewer.id()),
        row.getInt("version"));
  }

  private void changed(Viewer viewer, String what, UUID view) {
    audit.changed(Actor.member(viewer.id().id()), "view." + what, "saved_view", view, Map.of());
  }
}
