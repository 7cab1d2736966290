package dev.decorum.coach;

import static dev.decorum.conduct.Signal.Kind.ABUSE;
import static dev.decorum.conduct.Signal.Kind.CHURN_THREAT;
import static dev.decorum.conduct.Signal.Kind.COMPLAINT;
import static dev.decorum.conduct.Signal.Kind.FRUSTRATION;
import static dev.decorum.conduct.Signal.Kind.LEGAL_THREAT;
import static dev.decorum.conduct.Signal.Kind.THANKS;

import dev.decorum.clients.Addressee;
import dev.decorum.clients.Clients;
import dev.decorum.conduct.Signal;
import dev.decorum.conduct.text.Language;
import dev.decorum.inbox.ConversationsRemoved;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.SentMessages;
import dev.decorum.inbox.SentMessages.Answer;
import dev.decorum.inbox.TemplatesLeft;
import dev.decorum.templates.Echo;
import dev.decorum.templates.Echoes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// How clients answer messages with words of templates: whether they thank, or are upset.
///
/// Which message it was is known until its answer has been heard, or for a month. What stays is how
/// many there were in a week.
@Service
@Transactional
class TemplateEchoes implements Echoes {

  private static final Duration AWAITED = Duration.ofDays(30);
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final int WEEKS = 12;
  private static final int AT_ONCE = 100;
  private static final int LONGEST_MESSAGE = 20_000;

  private static final Set<Signal.Kind> UPSET =
      Set.of(FRUSTRATION, COMPLAINT, CHURN_THREAT, ABUSE, LEGAL_THREAT);

  private enum Mood {
    THANKS,
    UPSET,
    OTHER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final SentMessages messages;
  private final Clients clients;
  private final Guidelines guidelines;
  private final JdbcClient jdbc;
  private final Clock clock;

  TemplateEchoes(
      SentMessages messages, Clients clients, Guidelines guidelines, JdbcClient jdbc, Clock clock) {
    this.messages = messages;
    this.clients = clients;
    this.guidelines = guidelines;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Awaited(InteractionId message, UUID template, Instant since) {

    static Awaited of(ResultSet row) throws SQLException {
      return new Awaited(
          new InteractionId(Objects.requireNonNull(row.getObject("interaction_id", UUID.class))),
          Objects.requireNonNull(row.getObject("template_id", UUID.class)),
          Objects.requireNonNull(row.getObject("since", OffsetDateTime.class)).toInstant());
    }
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void left(TemplatesLeft left) {
    for (var template : left.templates()) {
      jdbc.sql(
              """
              insert into coach.awaited_echo (interaction_id, template_id, since, look_at)
              values (:message, :template, :now, :now)
              on conflict do nothing
              """)
          .param("message", left.message().id())
          .param("template", template)
          .param("now", OpenPasses.bound(clock.instant()))
          .update();
    }
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void remove(ConversationsRemoved removed) {
    jdbc.sql("delete from coach.awaited_echo where interaction_id = any (:ids)")
        .param("ids", removed.interactions().stream().map(InteractionId::id).toArray(UUID[]::new))
        .update();
  }

  /// Hears those that are due for a look.
  ///
  /// @return how many were looked at
  int listen() {
    var now = clock.instant();
    var awaited = claim(now);
    if (awaited.isEmpty()) return 0;
    var answers =
        messages.answersBySystem(awaited.stream().map(Awaited::message).distinct().toList());
    var languages = languages(answers);
    for (var one : awaited) {
      var answer = answers.get(one.message());
      if (answer != null) count(one, mood(answer, languages));
      if (answer != null || one.since().isBefore(now.minus(AWAITED))) forget(one);
    }
    return awaited.size();
  }

  /// What has no answer yet is looked at again later.
  private List<Awaited> claim(Instant now) {
    return jdbc.sql(
            """
            update coach.awaited_echo a
               set look_at = :again
              from (select e.interaction_id, e.template_id
                      from coach.awaited_echo e
                     where e.look_at <= :now
                     order by e.look_at
                     limit :most
                       for update skip locked) as due
             where a.interaction_id = due.interaction_id
               and a.template_id = due.template_id
            returning a.interaction_id, a.template_id, a.since
            """)
        .param("now", OpenPasses.bound(now))
        .param("again", OpenPasses.bound(now.plus(AGAIN)))
        .param("most", AT_ONCE)
        .query((row, _) -> Awaited.of(row))
        .list();
  }

  private Map<UUID, Locale> languages(Map<InteractionId, Answer> answers) {
    var languages = new HashMap<UUID, Locale>();
    var asked = answers.values().stream().map(Answer::client).distinct().toList();
    clients
        .addresseesBySystem(asked)
        .forEach((client, one) -> languages.put(client.id(), language(one)));
    return languages;
  }

  private static Locale language(Addressee client) {
    return client.language() == null ? Locale.UK : client.language();
  }

  private @Nullable Mood mood(Answer answer, Map<UUID, Locale> languages) {
    var locale = languages.getOrDefault(answer.client().id(), Locale.UK);
    var words = answer.words();
    boolean heard = Language.of(locale).has("listening/signals.txt");
    if (!heard || words.length() > LONGEST_MESSAGE) return null;
    var kinds =
        guidelines.in(locale).listen(words).signals().stream()
            .map(Signal::kind)
            .collect(Collectors.toSet());
    if (kinds.stream().anyMatch(UPSET::contains)) return Mood.UPSET;
    return kinds.contains(THANKS) ? Mood.THANKS : Mood.OTHER;
  }

  /// @param mood null: it could not be understood, and counts for nothing
  private void count(Awaited one, @Nullable Mood mood) {
    if (mood == null) return;
    jdbc.sql(
            """
            insert into coach.echo (template_id, week, mood, answers)
            values (:template, :week, :mood, 1)
            on conflict (template_id, week, mood) do update
               set answers = echo.answers + 1
            """)
        .param("template", one.template())
        .param("week", monday(one.since()))
        .param("mood", mood.word())
        .update();
  }

  private void forget(Awaited one) {
    jdbc.sql(
            """
            delete from coach.awaited_echo
             where interaction_id = :message
               and template_id = :template
            """)
        .param("message", one.message().id())
        .param("template", one.template())
        .update();
  }

  /// Lets go of what is too old to be shown.
  void clean() {
    jdbc.sql("delete from coach.echo where week < :since").param("since", since()).update();
  }

  @Override
  @Transactional(readOnly = true)
  public Map<UUID, Echo> all() {
    var echoes = new HashMap<UUID, Echo>();
    jdbc.sql(
            """
            select e.template_id,
                   sum(e.answers) as answers,
                   coalesce(sum(e.answers) filter (where e.mood = 'thanks'), 0) as thanks,
                   coalesce(sum(e.answers) filter (where e.mood = 'upset'), 0) as upset
              from coach.echo e
             where e.week >= :since
             group by e.template_id
            """)
        .param("since", since())
        .query(
            row -> {
              echoes.put(
                  row.getObject("template_id", UUID.class),
                  new Echo(row.getLong("answers"), row.getLong("thanks"), row.getLong("upset")));
            });
    return echoes;
  }

  private LocalDate since() {
    return monday(clock.instant()).minusWeeks(WEEKS - 1L);
  }

  private static LocalDate monday(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate().with(DayOfWeek.MONDAY);
  }
}
