package dev.decorum.coach;

import dev.decorum.live.Live;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who has read which version of the organisation's guidelines. They are for those who write to
/// clients; of a team's, for its members.
///
/// Each node knows who has read what holds now, since every page with a coach says what is new.
@Service
public class Receipts {

  static final String QUEUE = "coach.receipts";

  private final JdbcClient jdbc;
  private final Guidelines guidelines;
  private final Staff staff;
  private final Live live;
  private final Clock clock;

  private volatile @Nullable Map<UUID, Set<MemberId>> known;

  Receipts(JdbcClient jdbc, Guidelines guidelines, Staff staff, Live live, Clock clock) {
    this.jdbc = jdbc;
    this.guidelines = guidelines;
    this.staff = staff;
    this.live = live;
    this.clock = clock;
  }

  /// Somebody a guideline is for.
  ///
  /// @param at when they said they had read it; null: not yet
  public record Reader(Member member, @Nullable Instant at) {}

  /// The numbers of those that a member has not read as they hold now.
  public Set<Integer> unread(Viewer viewer) {
    var member = staff.member(viewer.id()).orElse(null);
    if (member == null) return Set.of();
    return guidelines.packs().stream()
        .filter(pack -> isFor(pack, member))
        .filter(pack -> !readers(pack.id()).contains(member.id()))
        .map(PackInForce::no)
        .collect(Collectors.toSet());
  }

  static boolean isFor(PackInForce pack, Member member) {
    return member.serves()
        && switch (pack.reach()) {
          case Reach.Everybody _, Reach.ByChannel _ -> true;
          case Reach.OfTeam(TeamId team) -> member.teams().contains(team);
        };
  }

  private Set<MemberId> readers(UUID version) {
    var all = known;
    return (all == null ? reload() : all).getOrDefault(version, Set.of());
  }

  /// A member says that they have read a guideline.
  ///
  /// @param version that they read
  /// @throws PackNotFound when it does not hold, or not so
  @Transactional
  public void confirm(Viewer viewer, int no, int version) {
    var pack =
        guidelines.packs().stream()
            .filter(one -> one.no() == no && one.version() == version)
            .findFirst()
            .orElseThrow(PackNotFound::new);
    jdbc.sql(
            """
            insert into coach.pack_reading (version_id, member_id, read_at)
            values (:version, :member, :now)
                on conflict do nothing
            """)
        .param("version", pack.id())
        .param("member", viewer.id().id())
        .param("now", OpenPasses.bound(clock.instant()))
        .update();
    live.wake(QUEUE);
  }

  /// Whom a guideline is for and when they read it, as far as the viewer looks after them: an admin
  /// after all, a lead after their teams, others after nobody.
  @Transactional(readOnly = true)
  public List<Reader> readers(Viewer viewer, PackInForce pack) {
    var own = staff.member(viewer.id()).map(Member::teams).orElse(Set.of());
    boolean all = viewer.may(Permission.MANAGE_GUIDELINES);
    if (!all && !viewer.may(Permission.COACH_MEMBERS)) return List.of();
    var read = new HashMap<MemberId, Instant>();
    jdbc.sql(
            """
            select r.member_id, r.read_at
              from coach.pack_reading r
             where r.version_id = :version
            """)
        .param("version", pack.id())
        .query(
            row -> {
              read.put(
                  new MemberId(row.getObject("member_id", UUID.class)),
                  row.getObject("read_at", OffsetDateTime.class).toInstant());
            });
    return staff.members().stream()
        .filter(member -> isFor(pack, member))
        .filter(member -> all || member.teams().stream().anyMatch(own::contains))
        .map(member -> new Reader(member, read.get(member.id())))
        .sorted(
            Comparator.<Reader, Boolean>comparing(reader -> reader.at() != null)
                .thenComparing(reader -> reader.member().name()))
        .toList();
  }

  /// Takes up on this node at once what others hear of in a moment.
  public void refresh() {
    reload();
  }

  /// Reads anew who has read what.
  synchronized Map<UUID, Set<MemberId>> reload() {
    var fresh =
        jdbc
            .sql(
                """
                select r.version_id, r.member_id
                  from coach.pack_reading r
                 where r.version_id in (
                   select distinct on (v.pack_id) v.id
                     from coach.pack_version v
                    order by v.pack_id, v.version desc)
                """)
            .query(
                (row, _) ->
                    Map.entry(
                        row.getObject("version_id", UUID.class),
                        new MemberId(row.getObject("member_id", UUID.class))))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableSet())));
    known = fresh;
    return fresh;
  }
}
