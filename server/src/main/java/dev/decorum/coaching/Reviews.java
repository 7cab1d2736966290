package dev.decorum.coaching;

import dev.decorum.coach.Aside;
import dev.decorum.coach.FindingNames;
import dev.decorum.coach.Guidelines;
import dev.decorum.coach.SentContexts;
import dev.decorum.coach.SentContexts.Around;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Score;
import dev.decorum.conduct.Score.Dimension;
import dev.decorum.conduct.Where;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.SentMessages;
import dev.decorum.inbox.SentMessages.SentMessage;
import dev.decorum.inbox.SentMessages.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Reviews what has left, once by each edition of the guidelines. Facts are kept: rules, levels,
/// places; never the words.
///
/// Nodes share the work: each takes rows that no other holds, and lets go of them with its
/// transaction, done or broken off.
@Service
public class Reviews {

  private static final Logger log = LoggerFactory.getLogger(Reviews.class);

  private static final int BATCH = 500;

  /// One that is still held is looked at again, and one that failed may be sent again.
  private static final Duration HELD = Duration.ofMinutes(10);

  private static final Duration FAILED = Duration.ofHours(6);
  private static final Duration GIVEN_UP = Duration.ofDays(7);

  /// What can be said of a note about what was spoken: how, not what it should have held.
  private static final Set<Dimension> SPOKEN =
      Set.of(Dimension.CLARITY, Dimension.TONE, Dimension.OWNERSHIP, Dimension.CONFIDENTIALITY);

  private final JdbcClient jdbc;
  private final SentMessages messages;
  private final SentContexts contexts;
  private final Guidelines guidelines;
  private final Editions editions;
  private final FindingNames names;
  private final JsonMapper json;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Reviews(
      JdbcClient jdbc,
      SentMessages messages,
      SentContexts contexts,
      Guidelines guidelines,
      Editions editions,
      FindingNames names,
      JsonMapper json,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.messages = messages;
    this.contexts = contexts;
    this.guidelines = guidelines;
    this.editions = editions;
    this.names = names;
    this.json = json;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// What was found in a message.
  private record Reviewed(UUID message, Score score, Set<Dimension> judged, String facts) {}

  /// Reviews some of what is due.
  ///
  /// @return how many were looked at; 0 when none is due, or a node with a newer edition reviews
  public int next() {
    var edition = editions.inForce();
    if (edition.isEmpty()) return 0;
    return Objects.requireNonNull(transaction.execute(_ -> next(edition.getAsInt())));
  }

  private int next(int edition) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    // What has not been reviewed at all comes first: its edition is 0.
    var due = due("<", edition, now, BATCH);
    if (due.isEmpty()) due = due(">", edition, now, BATCH);
    if (due.isEmpty()) return 0;
    var found = messages.bySystem(due.keySet());
    var gone = due.keySet().stream().filter(id -> !found.containsKey(id)).toList();
    if (!gone.isEmpty()) forget(gone);
    var left = new ArrayList<SentMessage>();
    var held = new ArrayList<InteractionId>();
    var failed = new ArrayList<InteractionId>();
    var unsent = new ArrayList<InteractionId>();
    var unreadable = new ArrayList<InteractionId>();
    for (var message : found.values()) {
      if (message.words() == null) unreadable.add(message.id());
      else if (message.delivery() == Delivery.HELD) held.add(message.id());
      else if (message.delivery() != Delivery.FAILED) left.add(message);
      else if (message.at().plus(GIVEN_UP).isAfter(now)) failed.add(message.id());
      else unsent.add(message.id());
    }
    wait(held, now.plus(HELD));
    wait(failed, now.plus(FAILED));
    skip(unsent, "unsent");
    skip(unreadable, "unreadable");
    review(left, due, edition);
    return due.size();
  }

  /// What is due, with what its writer had set aside.
  private Map<InteractionId, List<String>> due(String other, int edition, Instant now, int most) {
    return jdbc
        .sql(
            """
            select m.interaction_id, m.aside
              from coaching.message m
             where m.skipped is null
               and m.edition_id %s :edition
               and m.due_at <= :now
             order by m.edition_id, m.due_at
             limit :most
               for update skip locked
            """
                .formatted(other))
        .param("edition", edition)
        .param("now", ReviewQueue.bound(now))
        .param("most", most)
        .query(
            (row, _) ->
                Map.entry(
                    new InteractionId(row.getObject("interaction_id", UUID.class)),
                    List.of((String[]) row.getArray("aside").getArray())))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// They were taken back.
  private void forget(List<InteractionId> gone) {
    jdbc.sql("delete from coaching.message where interaction_id = any (:ids)")
        .param("ids", uuids(gone))
        .update();
  }

  private void wait(List<InteractionId> some, Instant until) {
    if (some.isEmpty()) return;
    jdbc.sql("update coaching.message set due_at = :until where interaction_id = any (:ids)")
        .param("until", ReviewQueue.bound(until))
        .param("ids", uuids(some))
        .update();
  }

  private void skip(List<InteractionId> some, String why) {
    if (some.isEmpty()) return;
    jdbc.sql("update coaching.message set skipped = :why where interaction_id = any (:ids)")
        .param("why", why)
        .param("ids", uuids(some))
        .update();
  }

  private static UUID[] uuids(Collection<InteractionId> ids) {
    return ids.stream().map(InteractionId::id).toArray(UUID[]::new);
  }

  private void review(List<SentMessage> left, Map<InteractionId, List<String>> aside, int edition) {
    if (left.isEmpty()) return;
    var around = contexts.around(left);
    var reviewed =
        left.parallelStream()
            .map(one -> review(one, around, aside.getOrDefault(one.id(), List.of())))
            .filter(Objects::nonNull)
            .toList();
    keep(reviewed, edition);
    // Those that could not be reviewed wait for the next edition and hold up nobody.
    jdbc.sql(
            """
            update coaching.message m
               set edition_id = :edition, at = n.at
              from unnest(:ids, :ats::timestamptz[]) as n (id, at)
             where m.interaction_id = n.id
            """)
        .param("edition", edition)
        .param("ids", left.stream().map(one -> one.id().id()).toArray(UUID[]::new))
        .param("ats", left.stream().map(one -> one.at().toString()).toArray(String[]::new))
        .update();
  }

  private @Nullable Reviewed review(SentMessage message, Around around, List<String> aside) {
    var words = message.words();
    if (words == null) return null;
    try {
      return review(message, words, around, aside);
    } catch (RuntimeException failed) {
      log.warn("What was written as {} cannot be reviewed: {}", message.id().id(), name(failed));
      return null;
    }
  }

  private static String name(RuntimeException failed) {
    return failed.getClass().getName();
  }

  private Reviewed review(SentMessage message, Words words, Around around, List<String> aside) {
    var context = around.of(message, words);
    var review =
        guidelines
            .in(context.locale(), message.team(), context.channel())
            .review(words.text(), context);
    if (message.kind() == Kind.MESSAGE || message.kind() == Kind.POST) {
      return new Reviewed(
          message.id().id(),
          review.score(),
          Set.of(Dimension.values()),
          facts(review.findings(), words.text(), aside));
    }
    var about =
        review.findings().stream()
            .filter(finding -> finding.where() == Where.REPLY)
            .filter(finding -> SPOKEN.contains(Dimension.of(finding.category())))
            .toList();
    return new Reviewed(
        message.id().id(), Score.of(about), SPOKEN, facts(about, words.text(), aside));
  }

  private void keep(List<Reviewed> reviewed, int edition) {
    if (reviewed.isEmpty()) return;
    var statement =
        jdbc.sql(
                """
                insert into coaching.review (
                  interaction_id, edition_id, overall, greeting_and_closing, clarity, tone, empathy,
                  ownership, completeness, confidentiality, findings)
                select n.id, :edition, n.overall, n.greeting_and_closing, n.clarity, n.tone,
                       n.empathy, n.ownership, n.completeness, n.confidentiality,
                       n.findings::jsonb
                  from unnest(
                         :ids, :overall, :greeting_and_closing, :clarity, :tone, :empathy,
                         :ownership, :completeness, :confidentiality, :findings)
                       as n (id, overall, greeting_and_closing, clarity, tone, empathy, ownership,
                             completeness, confidentiality, findings)
                    on conflict do nothing
                """)
            .param("edition", edition)
            .param("ids", reviewed.stream().map(Reviewed::message).toArray(UUID[]::new))
            .param("overall", marks(reviewed, one -> one.score().overall()))
            .param("findings", reviewed.stream().map(Reviewed::facts).toArray(String[]::new));
    for (var dimension : Dimension.values()) {
      statement = statement.param(column(dimension), marks(reviewed, one -> mark(one, dimension)));
    }
    statement.update();
  }

  static String column(Dimension dimension) {
    return dimension.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Integer mark(Reviewed one, Dimension dimension) {
    return one.judged().contains(dimension) ? one.score().dimensions().get(dimension) : null;
  }

  private static Integer[] marks(
      List<Reviewed> reviewed, Function<Reviewed, @Nullable Integer> mark) {
    return reviewed.stream().map(mark).toArray(Integer[]::new);
  }

  private String facts(List<Finding> findings, String text, List<String> aside) {
    var facts = new ArrayList<List<Object>>();
    for (var finding : findings) {
      var fact =
          new ArrayList<Object>(
              List.of(
                  finding.rule(),
                  finding.category(),
                  finding.level().name().toLowerCase(Locale.ROOT),
                  finding.where().name().toLowerCase(Locale.ROOT),
                  finding.start(),
                  finding.end()));
      names.aside(finding, text, aside).map(Aside::word).ifPresent(fact::add);
      facts.add(fact);
    }
    return json.writeValueAsString(facts);
  }
}
