package dev.decorum.assistant;

import dev.decorum.assistant.AssistantSettings.Decided;
import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The one row that says which model is asked.
@Repository
class Models {

  private static final String CONTENT = "assistant.setting.content";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Audit audit;
  private final JsonMapper json;

  Models(JdbcClient jdbc, Vault vault, Audit audit, JsonMapper json) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.json = json;
  }

  Set<Use> uses() {
    return jdbc.sql("select rewords, summarises from assistant.setting")
        .query((row, _) -> uses(row))
        .optional()
        .orElse(Set.of());
  }

  @Transactional(readOnly = true)
  public Decided find() {
    record Row(UUID id, Set<Use> uses, byte[] content) {}
    return jdbc.sql("select id, rewords, summarises, content from assistant.setting")
        .query(
            (row, _) ->
                new Row(row.getObject("id", UUID.class), uses(row), row.getBytes("content")))
        .optional()
        .map(
            row ->
                new Decided(
                    json.readValue(
                        vault.openText(row.content(), CONTENT, row.id()), LanguageModel.class),
                    row.uses()))
        .orElse(Decided.NOTHING);
  }

  /// @param then in the same transaction
  @Transactional
  public void keep(Actor by, LanguageModel model, Set<Use> wanted, Runnable then) {
    var before = find().model();
    var id = RowIds.next();
    jdbc.sql(
            """
            insert into assistant.setting (id, rewords, summarises, content)
            values (:id, :rewords, :summarises, :content)
                on conflict (singleton) do update
               set id = excluded.id,
                   rewords = excluded.rewords,
                   summarises = excluded.summarises,
                   content = excluded.content
            """)
        .param("id", id)
        .param("rewords", wanted.contains(Use.REWORD))
        .param("summarises", wanted.contains(Use.SUMMARISE))
        .param(
            "content", vault.seal(vault.systemKey(), CONTENT, id, json.writeValueAsString(model)))
        .update();
    audit.changed(
        by,
        "assistant.changed",
        "assistant",
        new UUID(0, 0),
        Map.of(
            "reword", wanted.contains(Use.REWORD) ? "on" : "off",
            "summarise", wanted.contains(Use.SUMMARISE) ? "on" : "off",
            "server", before != null && before.sameServer(model) ? "same" : "changed"));
    then.run();
  }

  private static Set<Use> uses(ResultSet row) throws SQLException {
    var uses = EnumSet.noneOf(Use.class);
    if (row.getBoolean("rewords")) uses.add(Use.REWORD);
    if (row.getBoolean("summarises")) uses.add(Use.SUMMARISE);
    return uses;
  }
}
