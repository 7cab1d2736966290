package dev.decorum.templates;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.templates.Template.Variant;
import dev.decorum.templates.TemplateRefused.Reason;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Words that members use again and again.
///
/// A member uses those of their teams and of everybody. Leads write those of their teams, admins
/// all. They are few, so that lists are read whole.
@Service
@Transactional
public class TemplateLibrary {

  private static final String NAME = "templates.template.name";
  static final String TEXT = "templates.variant.text";
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TEXT = 20_000;
  private static final int MOST = 500;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Staff staff;
  private final Insertions insertions;
  private final Audit audit;
  private final Clock clock;

  TemplateLibrary(
      JdbcClient jdbc, Vault vault, Staff staff, Insertions insertions, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.staff = staff;
    this.insertions = insertions;
    this.audit = audit;
    this.clock = clock;
  }

  /// Those a member can use, by name. Drafts are of no use yet.
  @Transactional(readOnly = true)
  public List<Template> usable(Viewer viewer) {
    return all().stream()
        .filter(template -> template.draftBy() == null && uses(viewer, template.team()))
        .toList();
  }

  /// Those a member can change, by name.
  @Transactional(readOnly = true)
  public List<Template> writable(Viewer viewer) {
    return all().stream().filter(template -> writes(viewer, template.team())).toList();
  }

  /// @throws TemplateNotFound
  @Transactional(readOnly = true)
  public Template get(Viewer viewer, int no) {
    return writable(viewer).stream()
        .filter(template -> template.no() == no)
        .findFirst()
        .orElseThrow(TemplateNotFound::new);
  }

  /// The words of a template, with what is known filled in. Counts as used.
  ///
  /// @throws TemplateNotFound
  public String use(Viewer viewer, int no, Voice voice, Known known) {
    var template =
        usable(viewer).stream()
            .filter(one -> one.no() == no)
            .findFirst()
            .orElseThrow(TemplateNotFound::new);
    var variant = template.in(voice).orElseThrow(TemplateNotFound::new);
    jdbc.sql(
            """
            update templates.variant
               set uses = uses + 1, used_at = :now
             where template_id = :template
               and language = :language
               and formality = :formality
            """)
        .param("template", template.id())
        .param("language", voice.language())
        .param("formality", voice.formalityWord())
        .param("now", now())
        .update();
    insertions.inserted(template.id(), voice, viewer.id());
    return Blanks.fill(variant.text(), known);
  }

  /// The variant that suits a reader best, as it would be put into a message to them. Does not
  /// count as used.
  ///
  /// @throws TemplateNotFound
  @Transactional(readOnly = true)
  public Preview preview(Viewer viewer, int no, Known known) {
    var variant = known.reader().best(get(viewer, no)).orElseThrow(TemplateNotFound::new);
    return new Preview(
        variant.voice(),
        Blanks.fill(variant.text(), known),
        known.reader().suitedBy(variant.voice()));
  }

  /// @return its number
  /// @throws TemplateRefused
  public int add(Viewer viewer, NewTemplate wanted) {
    return add(viewer, wanted, false);
  }

  /// Writes down one that nobody can use before somebody else has read and shared it.
  ///
  /// @return its number
  /// @throws TemplateRefused
  public int draft(Viewer viewer, NewTemplate wanted) {
    return add(viewer, wanted, true);
  }

  private int add(Viewer viewer, NewTemplate wanted, boolean draft) {
    var template = checked(viewer, wanted);
    var id = RowIds.next();
    var key = vault.systemKey();
    var team = template.team();
    int no =
        jdbc.sql(
                """
                insert into templates.template (
                  id, team_id, name, draft_by, created_at, updated_at)
                values (:id, :team, :name, :draftBy, :now, :now)
                returning no
                """)
            .param("id", id)
            .param("team", team == null ? null : team.id())
            .param("name", vault.seal(key, NAME, id, template.name()))
            .param("draftBy", draft ? viewer.id().id() : null)
            .param("now", now())
            .query(Integer.class)
            .single();
    write(id, key, template.texts());
    changed(viewer, draft ? "template.drafted" : "template.added", id);
    return no;
  }

  /// @param madeOn the version the change was made on
  /// @throws TemplateNotFound
  /// @throws TemplateRefused
  /// @throws Stale when somebody else changed it meanwhile
  public void change(Viewer viewer, int no, int madeOn, NewTemplate wanted) {
    var before = get(viewer, no);
    var template = checked(viewer, wanted);
    var key = vault.systemKey();
    var team = template.team();
    int changed =
        jdbc.sql(
                """
                update templates.template
                   set team_id = :team, name = :name, updated_at = :now, version = version + 1
                 where id = :id
                   and version = :version
                """)
            .param("id", before.id())
            .param("version", madeOn)
            .param("team", team == null ? null : team.id())
            .param("name", vault.seal(key, NAME, before.id(), template.name()))
            .param("now", now())
            .update();
    if (changed == 0) throw new Stale();
    write(before.id(), key, template.texts());
    changed(viewer, "template.changed", before.id());
  }

  /// Lets others use a draft, as it was read.
  ///
  /// @param madeOn the version that was read
  /// @throws TemplateNotFound
  /// @throws TemplateRefused when it is one's own
  /// @throws Stale when somebody changed it meanwhile
  public void share(Viewer viewer, int no, int madeOn) {
    var draft = get(viewer, no);
    if (viewer.id().equals(draft.draftBy())) throw new TemplateRefused(Reason.OWN_DRAFT);
    int shared =
        jdbc.sql(
                """
                update templates.template
                   set draft_by = null, updated_at = :now, version = version + 1
                 where id = :id
                   and version = :version
                   and draft_by is not null
                """)
            .param("id", draft.id())
            .param("version", madeOn)
            .param("now", now())
            .update();
    if (shared == 0) throw new Stale();
    changed(viewer, "template.shared", draft.id());
  }

  /// @throws TemplateNotFound
  public void remove(Viewer viewer, int no) {
    var template = get(viewer, no);
    jdbc.sql("delete from templates.template where id = :id").param("id", template.id()).update();
    changed(viewer, "template.removed", template.id());
  }

  private boolean uses(Viewer viewer, @Nullable TeamId team) {
    return team == null || viewer.role() == Role.ADMIN || teams(viewer).contains(team);
  }

  private boolean writes(Viewer viewer, @Nullable TeamId team) {
    return viewer.role() == Role.ADMIN
        || viewer.role() == Role.LEAD && team != null && teams(viewer).contains(team);
  }

  private Set<TeamId> teams(Viewer viewer) {
    return staff.member(viewer.id()).map(Member::teams).orElse(Set.of());
  }

  private NewTemplate checked(Viewer viewer, NewTemplate wanted) {
    var name = wanted.name().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    var team = wanted.team();
    if (name.isEmpty()) throw new TemplateRefused(Reason.NO_NAME);
    if (!writes(viewer, team) || team != null && staff.team(team).isEmpty()) {
      throw new TemplateRefused(Reason.NOT_YOUR_TEAM);
    }
    var texts =
        wanted.texts().entrySet().stream()
            .filter(text -> !text.getValue().isBlank())
            .collect(Collectors.toMap(Map.Entry::getKey, text -> clean(text.getValue())));
    if (texts.isEmpty()) throw new TemplateRefused(Reason.NO_TEXT);
    boolean tooLong =
        name.length() > LONGEST_NAME
            || texts.values().stream().anyMatch(text -> text.length() > LONGEST_TEXT);
    if (tooLong) throw new TemplateRefused(Reason.TOO_LONG);
    return new NewTemplate(name, team, texts);
  }

  private static String clean(String text) {
    return text.replace("\r\n", "\n").strip();
  }

  private void write(UUID id, KeyId key, Map<Voice, String> texts) {
    jdbc.sql(
            """
            delete from templates.variant
             where template_id = :template
               and (language, formality) not in (
                   select u.language, u.formality
                     from unnest(:languages::text[], :formalities::text[])
                          as u (language, formality))
            """)
        .param("template", id)
        .param("languages", texts.keySet().stream().map(Voice::language).toArray(String[]::new))
        .param(
            "formalities", texts.keySet().stream().map(Voice::formalityWord).toArray(String[]::new))
        .update();
    texts.forEach(
        (voice, text) ->
            jdbc.sql(
                    """
                    insert into templates.variant (template_id, language, formality, text)
                    values (:template, :language, :formality, :text)
                    on conflict (template_id, language, formality) do update
                       set text = excluded.text
                    """)
                .param("template", id)
                .param("language", voice.language())
                .param("formality", voice.formalityWord())
                .param("text", vault.seal(key, TEXT, id, text))
                .update());
  }

  private List<Template> all() {
    var variants = variants();
    return jdbc
        .sql(
            """
            select t.id, t.no, t.team_id, t.name, t.draft_by, t.updated_at, t.version
              from templates.template t
             order by t.no
             limit :most
            """)
        .param("most", MOST)
        .query((row, _) -> template(row, variants))
        .list()
        .stream()
        .sorted(Comparator.comparing(Template::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  private Map<UUID, List<Variant>> variants() {
    var found = new TreeMap<UUID, List<Variant>>();
    jdbc.sql(
            """
            select v.template_id, v.language, v.formality, v.text, v.uses
              from templates.variant v
            """)
        .query(
            row -> {
              var template = row.getObject("template_id", UUID.class);
              found
                  .computeIfAbsent(template, _ -> new ArrayList<>())
                  .add(
                      new Variant(
                          voice(row),
                          vault.openText(row.getBytes("text"), TEXT, template),
                          row.getLong("uses")));
            });
    found.values().forEach(all -> all.sort(Comparator.comparing(Variant::voice)));
    return found;
  }

  private static Voice voice(ResultSet row) throws SQLException {
    return Voice.of(
        Objects.requireNonNull(row.getString("language")),
        Objects.requireNonNull(row.getString("formality")));
  }

  private Template template(ResultSet row, Map<UUID, List<Variant>> variants) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var team = row.getObject("team_id", UUID.class);
    var draftBy = row.getObject("draft_by", UUID.class);
    return new Template(
        id,
        row.getInt("no"),
        team == null ? null : new TeamId(team),
        vault.openText(row.getBytes("name"), NAME, id),
        draftBy == null ? null : new MemberId(draftBy),
        variants.getOrDefault(id, List.of()),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getInt("version"));
  }

  private void changed(Viewer viewer, String action, UUID template) {
    audit.changed(Actor.member(viewer.id().id()), action, "template", template, Map.of());
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
