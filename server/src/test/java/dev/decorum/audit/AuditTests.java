package dev.decorum.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.decorum.vault.RowIds;
import dev.decorum.vault.VaultNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditTests {

  private final VaultNode node = VaultNode.first("dev.decorum.audit");
  private final Audit audit = node.get(Audit.class);
  private final JdbcClient owner = node.asOwner();
  private final Actor jonas = Actor.member(RowIds.next());
  private final Actor mara = Actor.member(RowIds.next());

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void recordsAChangeWithTheTransactionThatMakesIt() {
    var object = RowIds.next();

    change(jonas, "conversation.assigned", object);

    assertThat(everything())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo(jonas);
              assertThat(entry.action()).isEqualTo("conversation.assigned");
              assertThat(entry.kind()).isEqualTo("conversation");
              assertThat(entry.object()).isEqualTo(object);
              assertThat(entry.facts())
                  .containsExactly(Map.entry("from", "open"), Map.entry("to", "resolved"));
            });
  }

  @Test
  void recordsNothingOfATransactionThatIsRolledBack() {
    node.transaction()
        .executeWithoutResult(
            transaction -> {
              change(jonas, "conversation.assigned", RowIds.next());
              transaction.setRollbackOnly();
            });

    assertThat(everything()).isEmpty();
  }

  @Test
  void recordsReadingsTogetherAndTheSameOneOnce() {
    var object = RowIds.next();
    audit.read(jonas, "conversation", object);
    audit.read(jonas, "conversation", object);
    audit.read(mara, "conversation", object);
    assertThat(everything()).isEmpty();

    node.get(Readings.class).flush();

    assertThat(everything())
        .extracting(AuditEntry::actor, AuditEntry::action)
        .containsExactlyInAnyOrder(tuple(jonas, "read"), tuple(mara, "read"));
  }

  @Test
  void keepsReadingsThatCouldNotBeWrittenUntilTheyCan() {
    owner.sql("alter table audit.entry rename to away").update();
    audit.read(jonas, "conversation", RowIds.next());
    node.get(Readings.class).flush();
    owner.sql("alter table audit.away rename to entry").update();

    node.get(Readings.class).flush();

    assertThat(everything()).hasSize(1);
  }

  @Test
  void writesWaitingReadingsBeforeTheNodeStops() {
    var object = RowIds.next();
    try (var other = VaultNode.on(node.database(), node.folder(), "dev.decorum.audit")) {
      other.get(Audit.class).read(jonas, "client", object);
    }

    assertThat(everything()).extracting(AuditEntry::object).containsExactly(object);
  }

  @Test
  void findsEntriesByActorActionObjectAndTimePageByPage() {
    var object = RowIds.next();
    for (int i = 0; i < 5; i++) change(jonas, "conversation.assigned", RowIds.next());
    var between = everything().getFirst().at().plusNanos(1_000);
    node.passTime(Duration.ofMinutes(1));
    change(mara, "conversation.tagged", object);
    change(mara, "member.disabled", RowIds.next());

    assertThat(found(new AuditFilter(mara.id(), null, null, null, null))).hasSize(2);
    assertThat(found(new AuditFilter(null, "member.disabled", null, null, null))).hasSize(1);
    assertThat(found(new AuditFilter(null, "conversation.", null, null, null))).hasSize(6);
    assertThat(found(new AuditFilter(null, null, object, null, null))).hasSize(1);
    assertThat(found(new AuditFilter(null, null, null, between, null))).hasSize(2);
    assertThat(found(new AuditFilter(null, null, null, null, between))).hasSize(5);
    assertThat(found(new AuditFilter(jonas.id(), "member.disabled", object, between, between)))
        .isEmpty();

    var first = audit.search(AuditFilter.everything(), null, 4);
    var second =
        audit.search(
            AuditFilter.everything(), AuditPage.Cursor.parse(String.valueOf(first.next())), 4);
    assertThat(first.entries()).hasSize(4);
    assertThat(second.entries()).hasSize(3);
    assertThat(second.next()).isNull();
    assertThat(Stream.concat(first.entries().stream(), second.entries().stream()))
        .containsExactlyElementsOf(everything());
  }

  @Test
  void refusesACursorThatItDidNotMake() {
    for (var text :
        List.of("", "_", "x_y", "2026-11-21T00:00:00Z_", "2026-11-21T00:00:00Z_1; drop")) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> AuditPage.Cursor.parse(text));
    }
  }

  @Test
  void letsTheApplicationNeitherAlterNorDeleteWhatIsWritten() {
    sealed(1);

    for (var statement :
        List.of(
            "update audit.entry set action = 'x'",
            "delete from audit.entry",
            "truncate audit.entry cascade",
            "update audit.seal set mac = ''",
            "delete from audit.seal",
            "truncate audit.seal",
            "drop table audit.seal")) {
      assertThatExceptionOfType(DataAccessException.class)
          .as(statement)
          .isThrownBy(() -> node.jdbc().sql(statement).update());
    }
    assertIntact(1);
  }

  @Test
  void findsAnUntouchedLogIntact() {
    sealed(2_500);

    var verification = audit.verify();

    assertThat(verification.intact()).isTrue();
    assertThat(verification.sealed()).isEqualTo(2_500);
    assertThat(verification.waiting()).isZero();
    assertThat(verification.endKnown()).isTrue();
  }

  @Test
  void countsWhatStillWaitsToBeSealed() {
    sealed(2);
    change(jonas, "conversation.assigned", RowIds.next());

    assertThat(audit.verify())
        .returns(true, AuditVerification::intact)
        .returns(1L, AuditVerification::waiting);
  }

  @Test
  void namesAnEntryOfWhichAnythingWasAltered() {
    sealed(5);
    var entry = everything().get(2);

    for (var change :
        List.of(
            "actor = '%s'".formatted(RowIds.next()),
            "actor_kind = 'client'",
            "action = 'conversation.opened'",
            "at = at + interval '1 microsecond'",
            "object = '%s'".formatted(RowIds.next()),
            "object_kind = 'client'",
            "facts = '{}'",
            "mac = '\\x00'")) {
      owner.sql("create table public.kept as select * from audit.entry").update();
      owner
          .sql("update audit.entry set " + change + " where id = :id")
          .param("id", entry.id())
          .update();

      assertThat(audit.verify().problems())
          .as(change)
          .singleElement()
          .returns(AuditProblem.Kind.ALTERED, AuditProblem::kind)
          .returns(entry.id(), AuditProblem::entry);

      owner.sql("delete from audit.entry").update();
      owner.sql("insert into audit.entry select * from public.kept").update();
      owner.sql("drop table public.kept").update();
      assertIntact(5);
    }
  }

  @Test
  void namesAnEntryThatWasDeleted() {
    sealed(5);
    var entry = everything().get(2);

    delete(entry.id());

    assertThat(audit.verify().problems())
        .containsExactly(new AuditProblem(AuditProblem.Kind.MISSING, 3, entry.id(), entry.at()));
    assertThat(audit.verify().problems().getFirst().sentence())
        .contains(entry.id().toString(), entry.at().toString());
  }

  @Test
  void namesThePlaceWhereEntriesAndTheirSealsWereDeleted() {
    sealed(6);
    owner
        .sql(
            "delete from audit.entry where id in (select entry from audit.seal where no in (3, 4))")
        .update();
    owner.sql("delete from audit.seal where no in (3, 4)").update();

    assertThat(audit.verify().problems())
        .extracting(AuditProblem::kind, AuditProblem::no)
        .containsExactly(tuple(AuditProblem.Kind.LINKS_MISSING, 3L));
  }

  @Test
  void isNotDeceivedByNewNumbers() {
    sealed(6);
    owner
        .sql("delete from audit.entry where id = (select entry from audit.seal where no = 3)")
        .update();
    owner.sql("delete from audit.seal where no = 3").update();
    for (int no = 4; no <= 6; no++)
      owner.sql("update audit.seal set no = no - 1 where no = " + no).update();
    owner.sql("update audit.head set no = 5").update();

    assertThat(audit.verify().problems())
        .extracting(AuditProblem::kind)
        .contains(AuditProblem.Kind.LINK_ALTERED);
  }

  @Test
  void namesASealThatWasAltered() {
    sealed(5);
    owner.sql("update audit.seal set mac = '\\x00' where no = 3").update();

    assertThat(audit.verify().problems())
        .extracting(AuditProblem::kind, AuditProblem::no)
        .containsExactly(tuple(AuditProblem.Kind.LINK_ALTERED, 3L));
  }

  @Test
  void namesAnEntryThatHasLostItsSeal() {
    sealed(3);
    var newest = everything().getFirst();
    owner.sql("delete from audit.seal where no = 3").update();

    assertThat(audit.verify().problems())
        .contains(
            new AuditProblem(AuditProblem.Kind.CUT_OFF, 3, null, null),
            new AuditProblem(AuditProblem.Kind.UNSEALED, 0, newest.id(), newest.at()));
  }

  @Test
  void noticesThatTheEndWasCutOffTogetherWithTheHead() {
    sealed(2);
    owner.sql("create table public.kept as select * from audit.head").update();
    sealed(2);
    cutOffAfter(2);

    assertThat(audit.verify().problems())
        .containsExactly(new AuditProblem(AuditProblem.Kind.CUT_OFF, 4, null, null));
  }

  @Test
  void keepsNoticingItAfterTheLogHasGrownAgain() {
    sealed(2);
    owner.sql("create table public.kept as select * from audit.head").update();
    sealed(2);
    cutOffAfter(2);
    sealed(4);

    assertThat(audit.verify().problems())
        .containsExactly(new AuditProblem(AuditProblem.Kind.CUT_OFF, 4, null, null));
  }

  private void cutOffAfter(long no) {
    owner
        .sql(
            "delete from audit.entry where id in (select entry from audit.seal where no > "
                + no
                + ")")
        .update();
    owner.sql("delete from audit.seal where no > " + no).update();
    owner.sql("update audit.head h set no = k.no, mac = k.mac from public.kept k").update();
  }

  @Test
  void saysWhenItCouldNotNoticeAMissingEnd() throws IOException {
    sealed(1);
    Files.delete(headFile());

    assertThat(audit.verify().endKnown()).isFalse();
  }

  @Test
  void refusesToSealAnEntryThatWasNotWrittenByANode() {
    owner
        .sql(
            """
            with forged as (
              insert into audit.entry (id, at, actor_kind, actor, action, object_kind, object, facts, mac)
              values (:id, now(), 'member', :actor, 'member.disabled', 'member', :object, '{}', '\\x00')
              returning id)
            insert into audit.unsealed (entry) select id from forged
            """)
        .param("id", RowIds.next())
        .param("actor", jonas.id())
        .param("object", RowIds.next())
        .update();
    sealed(2);

    assertThat(audit.verify())
        .returns(2L, AuditVerification::sealed)
        .satisfies(
            v ->
                assertThat(v.problems())
                    .extracting(AuditProblem::kind)
                    .containsExactly(AuditProblem.Kind.FORGED));
  }

  @Test
  void namesAnEntryThatWasDeletedBeforeItWasSealed() {
    change(jonas, "conversation.assigned", RowIds.next());
    var entry = everything().getFirst();
    delete(entry.id());
    sealed(1);

    assertThat(audit.verify().problems())
        .singleElement()
        .returns(AuditProblem.Kind.MISSING, AuditProblem::kind)
        .returns(entry.id(), AuditProblem::entry);
  }

  @Test
  void letsOneNodeSealAtATimeAndLosesNothing() throws Exception {
    try (var other = VaultNode.on(node.database(), node.folder(), "dev.decorum.audit")) {
      for (int i = 0; i < 1_500; i++)
        change(i % 2 == 0 ? jonas : mara, "conversation.assigned", RowIds.next());
      var helping = Thread.ofVirtual().start(() -> other.get(Sealer.class).sealWaiting());
      node.get(Sealer.class).sealWaiting();
      helping.join();
      node.get(Sealer.class).sealWaiting();
    }

    assertIntact(1_500);
  }

  private void assertIntact(long sealed) {
    assertThat(audit.verify())
        .returns(true, AuditVerification::intact)
        .returns(sealed, AuditVerification::sealed);
  }

  private void sealed(int entries) {
    node.transaction()
        .executeWithoutResult(
            _ -> {
              for (int i = 0; i < entries; i++)
                change(jonas, "conversation.assigned", RowIds.next());
            });
    node.get(Sealer.class).sealWaiting();
  }

  private void change(Actor actor, String action, UUID object) {
    audit.changed(actor, action, "conversation", object, Map.of("to", "resolved", "from", "open"));
  }

  private void delete(UUID entry) {
    owner.sql("delete from audit.entry where id = :id").param("id", entry).update();
  }

  private List<AuditEntry> everything() {
    return found(AuditFilter.everything());
  }

  private List<AuditEntry> found(AuditFilter filter) {
    return audit.search(filter, null, 10_000).entries();
  }

  private Path headFile() {
    return node.folder().resolve("audit.head");
  }
}
