package dev.decorum.coach;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.coach.OwnPack.State;
import dev.decorum.coach.OwnPack.Version;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The packs of the organisation, from the first draft to what holds.
///
/// A draft is proposed, reviewed by somebody else and published; each published version stays as it
/// is. Whoever changes a draft says which revision they had before them: of two who write at once
/// the later one is shown what the earlier one wrote, and nothing is lost.
@Service
@Transactional
public class OwnPacks {

  public static final int LONGEST = 200_000;
  public static final int LONGEST_NOTE = 2_000;
  public static final int MOST = 200;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,59}");

  private static final String TEXT = "coach.pack.text";
  private static final String NOTE = "coach.pack.note";
  private static final String REMARK = "coach.pack.remark";
  private static final String VERSION_NOTE = "coach.pack_version.note";

  private static final String SELECT =
      """
      select p.id, p.no, p.name, p.team_id, p.channel, p.state, p.text, p.note, p.revision,
             p.changed_by, p.changed_at, p.proposed_by, p.remark, coalesce(v.version, 0) as version,
             v.text is not null as holds
        from coach.pack p
        left join lateral (
          select l.version, l.text
            from coach.pack_version l
           where l.pack_id = p.id
           order by l.version desc
           limit 1) v on true
      """;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Audit audit;
  private final Staff staff;
  private final Guidelines guidelines;
  private final PublishedPacks published;
  private final Clock clock;

  OwnPacks(
      JdbcClient jdbc,
      Vault vault,
      Audit audit,
      Staff staff,
      Guidelines guidelines,
      PublishedPacks published,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.staff = staff;
    this.guidelines = guidelines;
    this.published = published;
    this.clock = clock;
  }

  private record Row(UUID id, OwnPack pack) {}

  // --- reading

  /// In the order in which they were begun.
  @Transactional(readOnly = true)
  public List<OwnPack> all() {
    return jdbc.sql(SELECT + " order by p.no").query((row, _) -> read(row).pack()).list();
  }

  /// @throws PackNotFound
  @Transactional(readOnly = true)
  public OwnPack get(int no) {
    return row(no, "").pack();
  }

  /// What was published, the newest first.
  ///
  /// @throws PackNotFound
  @Transactional(readOnly = true)
  public List<Version> versions(int no) {
    return versions(row(no, "").id());
  }

  /// What changed with the version that holds, and why.
  @Transactional(readOnly = true)
  public String note(PackInForce pack) {
    return versions(pack.no()).stream()
        .filter(version -> version.version() == pack.version())
        .findFirst()
        .map(Version::note)
        .orElse("");
  }

  private List<Version> versions(UUID pack) {
    return jdbc.sql(
            """
            select v.id, v.version, v.text, v.note, v.author_id, v.reviewer_id, v.published_at,
                   v.restores
              from coach.pack_version v
             where v.pack_id = :pack
             order by v.version desc
            """)
        .param("pack", pack)
        .query((row, _) -> version(row))
        .list();
  }

  private Version version(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new Version(
        row.getInt("version"),
        vault.openTextNullable(row.getBytes("text"), PublishedPacks.TEXT, id),
        vault.openText(row.getBytes("note"), VERSION_NOTE, id),
        new MemberId(row.getObject("author_id", UUID.class)),
        new MemberId(row.getObject("reviewer_id", UUID.class)),
        row.getObject("published_at", OffsetDateTime.class).toInstant(),
        row.getObject("restores", Integer.class));
  }

  private Row row(int no, String lock) {
    return jdbc.sql(SELECT + " where p.no = :no " + lock)
        .param("no", no)
        .query((row, _) -> read(row))
        .optional()
        .orElseThrow(PackNotFound::new);
  }

  private Row read(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var proposedBy = row.getObject("proposed_by", UUID.class);
    return new Row(
        id,
        new OwnPack(
            row.getInt("no"),
            row.getString("name"),
            Reach.ofColumns(row.getObject("team_id", UUID.class), row.getString("channel")),
            State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
            vault.openText(row.getBytes("text"), TEXT, id),
            vault.openText(row.getBytes("note"), NOTE, id),
            row.getInt("revision"),
            new MemberId(row.getObject("changed_by", UUID.class)),
            row.getObject("changed_at", OffsetDateTime.class).toInstant(),
            proposedBy == null ? null : new MemberId(proposedBy),
            vault.openTextNullable(row.getBytes("remark"), REMARK, id),
            row.getInt("version"),
            row.getBoolean("holds")));
  }

  // --- writing

  /// Begins one.
  ///
  /// @param name of its file: small letters, digits, `_` and `-`; no other pack's
  /// @return its number
  /// @throws PackRefused
  public int begin(Viewer admin, String name, Reach reach, String text) {
    var called = name.strip();
    if (!NAME.matcher(called).matches()) throw new PackRefused("name", "coach.pack.name.form");
    if (all().size() >= MOST) throw new PackRefused("name", "coach.pack.most");
    var id = RowIds.next();
    int no =
        jdbc.sql(
                """
                insert into coach.pack (
                  id, name, team_id, channel, text, note, state, revision, changed_by, changed_at)
                values (:id, :name, :team, :channel, :text, :note, 'draft', 1, :by, :now)
                    on conflict (name) do nothing
                returning no
                """)
            .param("id", id)
            .param("name", called)
            .param("team", reach.teamColumn())
            .param("channel", reach.channelColumn())
            .param("text", sealed(TEXT, id, checked(text)))
            .param("note", sealed(NOTE, id, ""))
            .param("by", admin.id().id())
            .param("now", now())
            .query(Integer.class)
            .optional()
            .orElseThrow(() -> new PackRefused("name", "coach.pack.name.taken"));
    audit(admin, "guideline.begun", id, Map.of("name", called));
    return no;
  }

  /// Keeps a draft, whatever is in it. What was proposed is a draft again.
  ///
  /// @param basedOn the revision that was changed
  /// @throws PackChanged when somebody else changed it meanwhile
  /// @throws PackRefused when it is too long
  public void save(Viewer admin, int no, int basedOn, String text, String note) {
    var row = row(no, basedOn);
    if (row.pack().text().equals(text) && row.pack().note().equals(note)) return;
    var state = row.pack().text().equals(text) ? row.pack().state() : State.DRAFT;
    jdbc.sql(
            """
            update coach.pack
               set text = :text,
                   note = :note,
                   state = :state,
                   proposed_by = case when :state = 'proposed' then proposed_by end,
                   revision = revision + 1,
                   changed_by = :by,
                   changed_at = :now
             where id = :id
            """)
        .param("id", row.id())
        .param("text", sealed(TEXT, row.id(), checked(text)))
        .param("note", sealed(NOTE, row.id(), checkedNote(note)))
        .param("state", state.word())
        .param("by", admin.id().id())
        .param("now", now())
        .update();
    audit(admin, "guideline.drafted", row.id(), Map.of());
  }

  /// Whether it could be published now, and why not.
  @Transactional(readOnly = true)
  public Proof prove(int no) {
    return prove(row(no, "").pack());
  }

  private Proof prove(OwnPack pack) {
    return Proof.of(pack.candidate(pack.text()), published.read(), guidelines.wishes());
  }

  /// Asks for a review.
  ///
  /// @throws PackRefused without a note, or when it could not be published
  /// @throws PackChanged
  public void propose(Viewer admin, int no, int basedOn) {
    var row = row(no, basedOn);
    if (row.pack().note().isBlank()) throw new PackRefused("note", "coach.pack.note.missing");
    refuseFaults(prove(row.pack()));
    jdbc.sql(
            """
            update coach.pack
               set state = 'proposed',
                   proposed_by = :by,
                   remark = null
             where id = :id
            """)
        .param("id", row.id())
        .param("by", admin.id().id())
        .update();
    audit(admin, "guideline.proposed", row.id(), Map.of());
  }

  /// Gives what was proposed back to its author: a draft again, with words about what is missing.
  ///
  /// @param basedOn the revision that was reviewed
  /// @throws PackRefused without words, or when it was not proposed
  /// @throws PackChanged
  public void sendBack(Viewer reviewer, int no, int basedOn, String words) {
    var row = row(no, basedOn);
    if (row.pack().state() != State.PROPOSED) {
      throw new PackRefused("text", "coach.pack.not_proposed");
    }
    var remark = words.strip();
    if (remark.isEmpty()) throw new PackRefused("words", "coach.pack.words.missing");
    if (remark.length() > LONGEST_NOTE) throw new PackRefused("words", "coach.pack.note.too_long");
    jdbc.sql(
            """
            update coach.pack
               set state = 'draft',
                   proposed_by = null,
                   remark = :remark,
                   revision = revision + 1
             where id = :id
            """)
        .param("id", row.id())
        .param("remark", sealed(REMARK, row.id(), remark))
        .update();
    audit(reviewer, "guideline.sent_back", row.id(), Map.of());
  }

  /// Throws away what was never published.
  ///
  /// @param basedOn the revision that its remover has read
  /// @throws PackRefused when a version of it was published: that stays for those who are asked why
  /// @throws PackChanged
  public void discard(Viewer admin, int no, int basedOn) {
    var row = row(no, basedOn);
    if (row.pack().version() > 0) throw new PackRefused("text", "coach.pack.was_published");
    jdbc.sql("delete from coach.false_alarm where pack_id = :id").param("id", row.id()).update();
    jdbc.sql("delete from coach.pack where id = :id").param("id", row.id()).update();
    audit(admin, "guideline.discarded", row.id(), Map.of("name", row.pack().name()));
  }

  /// Publishes what was proposed. It holds on every node within seconds.
  ///
  /// @param basedOn the revision that was reviewed
  /// @throws PackRefused when it was not proposed, or by the viewer though others could review it
  /// @throws PackChanged
  public void publish(Viewer admin, int no, int basedOn) {
    onePublisherAtATime();
    var row = row(no, basedOn);
    var author = row.pack().proposedBy();
    if (row.pack().state() != State.PROPOSED || author == null) {
      throw new PackRefused("text", "coach.pack.not_proposed");
    }
    if (!mayReview(admin, author)) throw new PackRefused("text", "coach.pack.own_review");
    refuseFaults(prove(row.pack()));
    publish(
        admin,
        row,
        new Publishing(row.pack().text(), row.pack().note(), author, null),
        "published");
  }

  /// Publishes an earlier version again, which has been reviewed before.
  ///
  /// @throws PackRefused without a note, or when it no longer works
  /// @throws PackNotFound when there is no such version
  public void restore(Viewer admin, int no, int version, String note) {
    onePublisherAtATime();
    var row = row(no, "");
    var earlier =
        versions(row.id()).stream()
            .filter(one -> one.version() == version)
            .findFirst()
            .map(Version::text)
            .orElseThrow(PackNotFound::new);
    refuseFaults(Proof.of(row.pack().candidate(earlier), published.read(), guidelines.wishes()));
    publish(admin, row, new Publishing(earlier, noted(note), admin.id(), version), "restored");
  }

  /// Takes it out of force. Its text stays, and can be published again.
  ///
  /// @throws PackRefused without a note, or when it does not hold
  public void withdraw(Viewer admin, int no, String note) {
    onePublisherAtATime();
    var row = row(no, "");
    if (!row.pack().holds()) throw new PackRefused("reason", "coach.pack.not_in_force");
    publish(admin, row, new Publishing(null, noted(note), admin.id(), null), "withdrawn");
  }

  /// Whether a member may review what another one proposed. Whoever runs the house alone reviews
  /// their own.
  public boolean mayReview(Viewer reviewer, MemberId author) {
    return !reviewer.id().equals(author)
        || staff.members().stream()
            .filter(Member::active)
            .filter(one -> one.role().permissions().contains(Permission.MANAGE_GUIDELINES))
            .allMatch(one -> one.id().equals(author));
  }

  /// @param text null: it holds no longer
  private record Publishing(
      @Nullable String text, String note, MemberId author, @Nullable Integer restores) {}

  private void publish(Viewer admin, Row row, Publishing what, String deed) {
    var id = RowIds.next();
    int version = row.pack().version() + 1;
    jdbc.sql(
            """
            insert into coach.pack_version (
              id, pack_id, version, text, note, author_id, reviewer_id, restores, published_at)
            values (:id, :pack, :version, :text, :note, :author, :reviewer, :restores, :now)
            """)
        .param("id", id)
        .param("pack", row.id())
        .param("version", version)
        .param("text", vault.sealNullable(vault.systemKey(), PublishedPacks.TEXT, id, what.text()))
        .param("note", sealed(VERSION_NOTE, id, what.note()))
        .param("author", what.author().id())
        .param("reviewer", admin.id().id())
        .param("restores", what.restores())
        .param("now", now())
        .update();
    if (deed.equals("published")) {
      jdbc.sql(
              """
              update coach.pack
                 set state = 'published',
                     proposed_by = null,
                     note = :note,
                     revision = revision + 1
               where id = :id
              """)
          .param("id", row.id())
          .param("note", sealed(NOTE, row.id(), ""))
          .update();
    }
    audit(admin, "guideline." + deed, row.id(), Map.of("version", "" + version));
    guidelines.changed();
  }

  /// What two publish at once must fit together.
  private void onePublisherAtATime() {
    jdbc.sql("lock table coach.pack in share row exclusive mode").update();
  }

  private static void refuseFaults(Proof proof) {
    if (proof.passed()) return;
    var first = proof.faults().getFirst();
    throw new PackRefused(
        "text", "coach.pack.faulty", first.file(), first.line(), first.rule(), first.reason());
  }

  private Row row(int no, int basedOn) {
    var row = row(no, "for update of p");
    if (row.pack().revision() != basedOn) throw new PackChanged(row.pack());
    return row;
  }

  private static String checked(String text) {
    if (text.length() > LONGEST) throw new PackRefused("text", "coach.pack.too_long");
    return text;
  }

  private static String checkedNote(String note) {
    if (note.length() > LONGEST_NOTE) throw new PackRefused("note", "coach.pack.note.too_long");
    return note;
  }

  private static String noted(String note) {
    var stripped = note.strip();
    if (stripped.isEmpty()) throw new PackRefused("reason", "coach.pack.note.missing");
    if (stripped.length() > LONGEST_NOTE) {
      throw new PackRefused("reason", "coach.pack.note.too_long");
    }
    return stripped;
  }

  private byte[] sealed(String place, UUID id, String text) {
    return vault.seal(vault.systemKey(), place, id, text);
  }

  private void audit(Viewer admin, String action, UUID pack, Map<String, String> facts) {
    audit.changed(Actor.member(admin.id().id()), action, "guideline", pack, facts);
  }

  private OffsetDateTime now() {
    return OpenPasses.bound(clock.instant());
  }
}
