package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.StaffLetters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Mails members what they have not looked at for a while: how many notices of which kind, and
/// nothing of what clients said. Old notices are thrown away.
@Component
@Profile("!command")
class NoticeDigest {

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration KEPT = Duration.ofDays(90);

  private final JdbcClient jdbc;
  private final Notices notices;
  private final Staff staff;
  private final StaffLetters letters;
  private final MessageSource words;
  private final TransactionTemplate transaction;
  private final Clock clock;

  NoticeDigest(
      JdbcClient jdbc,
      Notices notices,
      Staff staff,
      StaffLetters letters,
      MessageSource words,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.jdbc = jdbc;
    this.notices = notices;
    this.staff = staff;
    this.letters = letters;
    this.words = words;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT2M")
  void send() {
    jdbc.sql("delete from inbox.notice where at < :before")
        .param("before", Times.bound(clock.instant().minus(KEPT)))
        .update();
    if (!letters.available()) return;
    for (UUID member : waiting()) {
      transaction.executeWithoutResult(
          status -> {
            // What could not be sent waits for the next time.
            if (!send(new MemberId(member))) status.setRollbackOnly();
          });
    }
  }

  private List<UUID> waiting() {
    return jdbc.sql(
            """
            select distinct n.member_id
              from inbox.notice n
             where n.by_mail
               and n.seen_at is null
               and n.mailed_at is null
               and n.at < :before
            """)
        .param("before", Times.bound(clock.instant().minus(PATIENCE)))
        .query((row, _) -> row.getObject("member_id", UUID.class))
        .list();
  }

  private boolean send(MemberId id) {
    Instant now = clock.instant();
    Member member = staff.member(id).filter(Member::active).orElse(null);
    if (member == null || notices.quiet(id).filter(quiet -> quiet.at(now)).isPresent()) return true;
    Map<NoticeEvent, Integer> told =
        jdbc
            .sql(
                """
                update inbox.notice n
                   set mailed_at = :now
                  from (select w.id
                          from inbox.notice w
                         where w.member_id = :member
                           and w.by_mail
                           and w.seen_at is null
                           and w.mailed_at is null
                           for update skip locked) as waiting
                 where n.id = waiting.id
                returning n.event
                """)
            .param("member", id.id())
            .param("now", Times.bound(Times.now(clock)))
            .query(String.class)
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    NoticeEvent::of, TreeMap::new, Collectors.summingInt(_ -> 1)));
    return told.isEmpty() || letters.sendNotices(member, lines(told));
  }

  private List<String> lines(Map<NoticeEvent, Integer> told) {
    return told.entrySet().stream()
        .map(
            entry ->
                words.getMessage(
                    "inbox.notice.mail." + entry.getKey().word(),
                    new Object[] {entry.getValue()},
                    Locale.UK))
        .toList();
  }
}
