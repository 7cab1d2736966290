package dev.decorum.approvals;

import dev.decorum.approvals.Approvers.Gap;
import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.Channel;
import dev.decorum.live.Live;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The rules by which replies need approval. Each node holds them ready and hears of a change at
/// once.
@Service
public class ApprovalRules {

  /// What wakes a node when they have changed.
  static final String QUEUE = "approvals.rules";

  private static final int MOST = 50;

  private final JdbcClient jdbc;
  private final Staff staff;
  private final Audit audit;
  private final Live live;
  private final Clock clock;

  private volatile @Nullable List<ApprovalRule> current;

  ApprovalRules(JdbcClient jdbc, Staff staff, Audit audit, Live live, Clock clock) {
    this.jdbc = jdbc;
    this.staff = staff;
    this.audit = audit;
    this.live = live;
    this.clock = clock;
  }

  /// The roles that write to clients at all.
  public static List<Role> roles() {
    return Stream.of(Role.values())
        .filter(role -> role.permissions().contains(Permission.WRITE_CLIENTS))
        .toList();
  }

  /// In the order in which they were made.
  public List<ApprovalRule> all() {
    var known = current;
    return known == null ? reload() : known;
  }

  /// @param firsts see [ApprovalRule]
  /// @throws ApprovalRuleRefused
  @Transactional
  public UUID add(
      Viewer admin,
      @Nullable Channel channel,
      @Nullable TeamId team,
      Set<Role> authors,
      Set<Role> approvers,
      boolean firsts) {
    if (authors.isEmpty()) throw new ApprovalRuleRefused("authors", "approvals.refused.authors");
    if (approvers.isEmpty()) {
      throw new ApprovalRuleRefused("approvers", "approvals.refused.approvers");
    }
    if (team != null && staff.team(team).isEmpty()) {
      throw new ApprovalRuleRefused("team", "approvals.refused.team");
    }
    if (read().size() >= MOST) throw new ApprovalRuleRefused("authors", "approvals.refused.many");
    var id = RowIds.next();
    jdbc.sql(
            """
            insert into approvals.rule (id, channel, team_id, authors, approvers, firsts, made_at)
            values (:id, :channel, :team, :authors, :approvers, :firsts, :now)
            """)
        .param("id", id)
        .param("channel", channel == null ? null : channel.word())
        .param("team", team == null ? null : team.id())
        .param("authors", words(authors))
        .param("approvers", words(approvers))
        .param("firsts", firsts)
        .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
        .update();
    changed(admin, "approval_rule.added", id);
    return id;
  }

  /// @throws ApprovalRuleNotFound
  @Transactional
  public void remove(Viewer admin, UUID id) {
    int gone = jdbc.sql("delete from approvals.rule where id = :id").param("id", id).update();
    if (gone == 0) throw new ApprovalRuleNotFound();
    changed(admin, "approval_rule.removed", id);
  }

  private void changed(Viewer admin, String action, UUID rule) {
    audit.changed(Actor.member(admin.id().id()), action, "approval_rule", rule, Map.of());
    live.wake(QUEUE);
  }

  /// Takes up on this node at once what others hear of in a moment.
  public void refresh() {
    reload();
  }

  List<ApprovalRule> reload() {
    var fresh = read();
    current = fresh;
    return fresh;
  }

  private List<ApprovalRule> read() {
    return List.copyOf(
        jdbc.sql(
                """
                select r.id, r.channel, r.team_id, r.authors, r.approvers, r.firsts
                  from approvals.rule r
                 order by r.made_at, r.id
                """)
            .query((row, _) -> rule(row))
            .list());
  }

  private static ApprovalRule rule(ResultSet row) throws SQLException {
    var channel = row.getString("channel");
    var team = row.getObject("team_id", UUID.class);
    return new ApprovalRule(
        row.getObject("id", UUID.class),
        channel == null ? null : Channel.of(channel),
        team == null ? null : new TeamId(team),
        roles(row, "authors"),
        roles(row, "approvers"),
        row.getBoolean("firsts"));
  }

  private static Set<Role> roles(ResultSet row, String column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray())
        .map(Role::of)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String[] words(Set<Role> roles) {
    return roles.stream().sorted().map(Role::word).toArray(String[]::new);
  }

  // --- by these rules

  /// Who could approve a reply of this author.
  ///
  /// @return empty: it needs no approval
  Optional<List<Member>> approvers(Viewer author, Channel channel, @Nullable TeamId team) {
    return by(all()).of(author.id(), author.role(), channel, team);
  }

  /// The same of a first message or one that is passed on, which nobody can approve.
  Optional<List<Member>> senders(Viewer author, Channel channel, @Nullable TeamId team) {
    return by(all().stream().filter(ApprovalRule::firsts).toList())
        .of(author.id(), author.role(), channel, team);
  }

  private Approvers by(List<ApprovalRule> rules) {
    return new Approvers(rules, rules.isEmpty() ? List.of() : staff.members());
  }

  /// Members whose replies wait for nobody, as things stand.
  public List<Stranded> stranded() {
    var rules = all();
    if (rules.isEmpty()) return List.of();
    return by(rules).gaps(staff.teams().stream().map(Team::id).toList()).stream()
        .map(this::stranded)
        .toList();
  }

  private Stranded stranded(Gap gap) {
    var team = gap.team();
    return new Stranded(
        gap.channel(),
        team == null ? null : staff.team(team).map(Team::name).orElse(""),
        gap.stranded().stream().map(Member::name).toList(),
        gap.stranded().stream().map(Member::id).toList());
  }

  /// @param team its name; null: conversations of no team
  public record Stranded(
      Channel channel, @Nullable String team, List<String> names, List<MemberId> members) {}
}
