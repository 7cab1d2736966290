package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.channels.RuleRefused.Reason;
import dev.decorum.channels.routing.Languages;
import dev.decorum.channels.routing.Letter;
import dev.decorum.channels.routing.Rule;
import dev.decorum.channels.routing.RuleBook;
import dev.decorum.inbox.Direction;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.Priority;
import dev.decorum.inbox.Routed;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Rules that sort new conversations: which team, which tags, which priority.
///
/// Each node keeps the rules that are on, made ready for matching, and reads them again when one
/// was changed. Mail that comes in pays for nothing but the matching.
///
/// A lead may change what concerns their own mailboxes and nothing else: a rule without mailboxes
/// would draw the mail of all teams to theirs.
@Service
@Transactional
public class RoutingRules {

  static final String QUEUE = "channels.routing";
  private static final String CONTENT = "channels.routing_rule.content";
  private static final String OBJECT = "routing_rule";

  private static final int MOST_RULES = 200;
  private static final int MOST_ENTRIES = 50;
  private static final int MOST_TAGS = 10;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_ENTRY = 254;
  private static final int LONGEST_TAG = 50;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Audit audit;
  private final Mailboxes mailboxes;
  private final Staff staff;
  private final Inbox inbox;
  private final JsonMapper json;
  private final Clock clock;
  private final Kept<RuleBook> book;

  RoutingRules(
      JdbcClient jdbc,
      Vault vault,
      Live live,
      Audit audit,
      Mailboxes mailboxes,
      Staff staff,
      Inbox inbox,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.mailboxes = mailboxes;
    this.staff = staff;
    this.inbox = inbox;
    this.json = json;
    this.clock = clock;
    this.book =
        new Kept<>(
            live,
            QUEUE,
            () -> new RuleBook(rows().stream().filter(Row::on).map(Row::rule).toList()));
  }

  /// A rule with its place, before it is decided who may see it.
  private record Row(UUID id, int no, boolean on, Rule rule, int version) {}

  // --- for mail that comes in

  /// Where a conversation goes that begins with a letter.
  ///
  /// @param team null: everybody
  record Route(@Nullable TeamId team, Routed routed) {}

  /// The team of the mailbox, unless the rules say more. A team that is gone by now has no say.
  Route route(@Nullable TeamId ofMailbox, Letter letter) {
    var rules = book.get();
    var outcome = rules.isEmpty() ? RuleBook.Outcome.NOTHING : rules.apply(letter);
    var team =
        Optional.ofNullable(outcome.team())
            .map(TeamId::new)
            .filter(id -> staff.team(id).isPresent());
    return new Route(
        team.orElse(ofMailbox),
        new Routed(
            outcome.tags(),
            Objects.requireNonNullElse(outcome.priority(), Priority.NORMAL),
            outcome.rules()));
  }

  // --- for people

  /// Those that can concern the viewer's mail, in order.
  @Transactional(readOnly = true)
  public List<RoutingRule> list(Viewer viewer) {
    var own = mailboxesOf(viewer);
    return rows().stream()
        .filter(row -> concerns(viewer, own, row.rule()))
        .map(row -> seen(viewer, own, row))
        .toList();
  }

  /// @throws RuleRefused when there is none that the viewer may change
  @Transactional(readOnly = true)
  public RoutingRule get(Viewer viewer, int no) {
    return editable(viewer, rows(), no);
  }

  /// The mailboxes that the viewer may make rules for.
  @Transactional(readOnly = true)
  public List<Mailbox> mailboxes(Viewer viewer) {
    var own = mailboxesOf(viewer);
    return mailboxes.all().stream().filter(mailbox -> own.contains(mailbox.id().id())).toList();
  }

  /// Whether the viewer's rules must say for which mailboxes they are.
  public boolean bound(Viewer viewer) {
    return !viewer.may(Permission.MANAGE_CHANNELS);
  }

  /// Puts a rule behind all others.
  ///
  /// @throws RuleRefused when it cannot be
  public RoutingRule add(Viewer viewer, Rule wanted) {
    check(viewer, wanted);
    var rows = lock();
    if (rows.size() >= MOST_RULES) throw new RuleRefused(Reason.TOO_MANY_RULES);
    var id = RowIds.next();
    int no =
        jdbc.sql(
                """
                insert into channels.routing_rule (id, position, enabled, content, created_at)
                values (
                  :id, (select coalesce(max(position), 0) + 1 from channels.routing_rule), true,
                  :content, :now)
                returning no
                """)
            .param("id", id)
            .param("content", sealed(id, wanted))
            .param("now", Timestamps.of(Timestamps.now(clock)))
            .query(Integer.class)
            .single();
    changed(viewer, "rule.added", id);
    return new RoutingRule(id, no, true, wanted, 0, true);
  }

  /// @param version of what was changed
  /// @throws RuleRefused when it cannot be as it is wanted
  /// @throws Stale when somebody else has changed it since
  public void change(Viewer viewer, int no, Rule wanted, int version) {
    var before = editable(viewer, lock(), no);
    check(viewer, wanted);
    if (before.version() != version) throw new Stale();
    jdbc.sql(
            """
            update channels.routing_rule
               set content = :content, version = version + 1
             where id = :id
            """)
        .param("id", before.id())
        .param("content", sealed(before.id(), wanted))
        .update();
    changed(viewer, "rule.changed", before.id());
  }

  /// @throws RuleRefused when there is none that the viewer may change
  public void turn(Viewer viewer, int no, boolean on) {
    var rule = editable(viewer, lock(), no);
    if (rule.on() == on) return;
    jdbc.sql(
            """
            update channels.routing_rule
               set enabled = :on, version = version + 1
             where id = :id
            """)
        .param("id", rule.id())
        .param("on", on)
        .update();
    changed(viewer, on ? "rule.turned_on" : "rule.turned_off", rule.id());
  }

  /// Changes places with the one before or behind it among those that the viewer sees.
  ///
  /// @throws RuleRefused when there is none that the viewer may change
  public void move(Viewer viewer, int no, boolean up) {
    var rows = lock();
    var rule = editable(viewer, rows, no);
    var own = mailboxesOf(viewer);
    var seen =
        rows.stream()
            .filter(row -> concerns(viewer, own, row.rule()))
            .map(Row::id)
            .collect(Collectors.toList());
    int to = seen.indexOf(rule.id()) + (up ? -1 : 1);
    if (to < 0 || to >= seen.size()) return;
    jdbc.sql(
            """
            update channels.routing_rule r
               set position = other.position
              from channels.routing_rule other
             where r.id in (:one, :two)
               and other.id in (:one, :two)
               and other.id <> r.id
            """)
        .param("one", rule.id())
        .param("two", seen.get(to))
        .update();
    changed(viewer, "rule.moved", rule.id());
  }

  /// @throws RuleRefused when there is none that the viewer may change
  public void delete(Viewer viewer, int no) {
    var rule = editable(viewer, lock(), no);
    jdbc.sql("delete from channels.routing_rule where id = :id").param("id", rule.id()).update();
    changed(viewer, "rule.deleted", rule.id());
  }

  /// What the rules would do, and why.
  ///
  /// @param findings of all rules that the viewer sees, in order; those that are off take part in
  ///   nothing but this
  public record Trial(List<Tried> findings, RuleBook.Outcome outcome) {

    public Trial {
      findings = List.copyOf(findings);
    }
  }

  /// A rule and what it found.
  public record Tried(RoutingRule rule, RuleBook.Finding finding) {}

  /// Tries the rules on a letter. Nothing changes.
  @Transactional(readOnly = true)
  public Trial tryOn(Viewer viewer, Letter letter) {
    var rules = list(viewer);
    var findings = new RuleBook(rules.stream().map(RoutingRule::rule).toList()).explain(letter);
    var tried =
        java.util.stream.IntStream.range(0, rules.size())
            .mapToObj(i -> new Tried(rules.get(i), findings.get(i)))
            .toList();
    var fitting =
        tried.stream()
            .filter(one -> one.rule().on() && one.finding().fits())
            .map(one -> one.rule().rule())
            .toList();
    return new Trial(tried, RuleBook.outcome(fitting));
  }

  /// The letter with which a conversation began; empty when it began otherwise.
  ///
  /// @throws dev.decorum.inbox.ConversationNotFound when the viewer sees none of this number
  @Transactional(readOnly = true)
  public Optional<Letter> letter(Viewer viewer, long conversation) {
    var mailbox = inbox.get(viewer, conversation).mailbox();
    return inbox.interactions(viewer, conversation, null, 20).items().stream()
        .filter(one -> one.kind() == Kind.MESSAGE && one.direction() == Direction.IN)
        .findFirst()
        .map(
            one ->
                new Letter(
                    one.from() == null ? "" : one.from().address(),
                    mailbox == null ? null : mailbox.id(),
                    one.subject() == null ? "" : one.subject(),
                    one.newText() == null || one.newText().isBlank() ? one.text() : one.newText()));
  }

  // --- who may what

  private Set<UUID> mailboxesOf(Viewer viewer) {
    boolean all = viewer.may(Permission.MANAGE_CHANNELS);
    var teams = staff.member(viewer.id()).map(Member::teams).orElse(Set.of());
    return mailboxes.all().stream()
        .filter(box -> all || box.team() == null || teams.contains(box.team()))
        .map(box -> box.id().id())
        .collect(Collectors.toSet());
  }

  private static boolean concerns(Viewer viewer, Set<UUID> own, Rule rule) {
    return viewer.may(Permission.MANAGE_CHANNELS)
        || rule.mailboxes().isEmpty()
        || rule.mailboxes().stream().anyMatch(own::contains);
  }

  private static boolean mayChange(Viewer viewer, Set<UUID> own, Rule rule) {
    return viewer.may(Permission.MANAGE_CHANNELS)
        || !rule.mailboxes().isEmpty() && own.containsAll(rule.mailboxes());
  }

  private static RoutingRule seen(Viewer viewer, Set<UUID> own, Row row) {
    return new RoutingRule(
        row.id(),
        row.no(),
        row.on(),
        row.rule(),
        row.version(),
        mayChange(viewer, own, row.rule()));
  }

  private RoutingRule editable(Viewer viewer, Collection<Row> rows, int no) {
    var own = mailboxesOf(viewer);
    return rows.stream()
        .filter(row -> row.no() == no)
        .map(row -> seen(viewer, own, row))
        .filter(RoutingRule::editable)
        .findFirst()
        .orElseThrow(() -> new RuleRefused(Reason.NOT_FOUND));
  }

  private void check(Viewer viewer, Rule rule) {
    if (rule.name().isBlank()) throw new RuleRefused(Reason.NO_NAME);
    if (rule.name().length() > LONGEST_NAME) throw new RuleRefused(Reason.LONG_NAME);
    List.of(rule.senders(), rule.subject(), rule.text()).forEach(RoutingRules::checkEntries);
    if (rule.senders().stream().anyMatch(one -> RuleBook.sender(one).isEmpty())) {
      throw new RuleRefused(Reason.BAD_SENDER);
    }
    if (!rule.subject().stream().allMatch(RuleBook::hasWords)
        || !rule.text().stream().allMatch(RuleBook::hasWords)) {
      throw new RuleRefused(Reason.BAD_WORD);
    }
    if (!Languages.known().containsAll(rule.languages())) {
      throw new RuleRefused(Reason.BAD_LANGUAGE);
    }
    if (bound(viewer) && rule.mailboxes().isEmpty()
        || !mailboxesOf(viewer).containsAll(rule.mailboxes())) {
      throw new RuleRefused(Reason.NO_MAILBOX);
    }
    if (rule.team() != null && staff.team(new TeamId(rule.team())).isEmpty()) {
      throw new RuleRefused(Reason.NO_SUCH_TEAM);
    }
    if (rule.tags().size() > MOST_TAGS
        || rule.tags().stream().anyMatch(tag -> tag.isBlank() || tag.length() > LONGEST_TAG)) {
      throw new RuleRefused(Reason.BAD_TAGS);
    }
    if (!rule.acts()) throw new RuleRefused(Reason.NO_ACTION);
  }

  private static void checkEntries(List<String> entries) {
    if (entries.size() > MOST_ENTRIES
        || entries.stream().anyMatch(entry -> entry.length() > LONGEST_ENTRY)) {
      throw new RuleRefused(Reason.TOO_MANY_ENTRIES);
    }
  }

  // --- rows

  /// One change at a time: places are counted.
  private List<Row> lock() {
    jdbc.sql("lock table channels.routing_rule in share row exclusive mode").update();
    return rows();
  }

  private List<Row> rows() {
    return jdbc.sql(
            """
            select id, no, enabled, content, version
              from channels.routing_rule
             order by position, no
            """)
        .query((row, _) -> row(row))
        .list();
  }

  private Row row(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new Row(
        id,
        row.getInt("no"),
        row.getBoolean("enabled"),
        json.readValue(vault.openText(row.getBytes("content"), CONTENT, id), Rule.class),
        row.getInt("version"));
  }

  private byte[] sealed(UUID id, Rule rule) {
    return vault.seal(vault.systemKey(), CONTENT, id, json.writeValueAsString(rule));
  }

  private void changed(Viewer viewer, String action, UUID rule) {
    book.changed();
    audit.changed(Actor.member(viewer.id().id()), action, OBJECT, rule, Map.of());
  }
}
