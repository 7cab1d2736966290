package dev.decorum.coach;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.coach.Trial.Change;
import dev.decorum.coach.Trial.Hit;
import dev.decorum.coach.Trial.Same;
import dev.decorum.coach.Trial.Tally;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Where;
import dev.decorum.conduct.rules.Rule;
import dev.decorum.conduct.text.Language;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.SentMessages;
import dev.decorum.inbox.SentMessages.SentMessage;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where a pack is tried before it is published: on a text, or on messages that have left.
@Service
@Transactional
public class Bench {

  public static final int MOST_MESSAGES = 50;
  private static final int MOST_HITS = 200;
  private static final int AROUND = 60;

  private final OwnPacks packs;
  private final Guidelines guidelines;
  private final SentMessages messages;
  private final SentContexts contexts;
  private final FindingNames names;
  private final JdbcClient jdbc;
  private final Audit audit;
  private final Clock clock;

  Bench(
      OwnPacks packs,
      Guidelines guidelines,
      SentMessages messages,
      SentContexts contexts,
      FindingNames names,
      JdbcClient jdbc,
      Audit audit,
      Clock clock) {
    this.packs = packs;
    this.guidelines = guidelines;
    this.messages = messages;
    this.contexts = contexts;
    this.names = names;
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
  }

  /// @param message null: it was pasted
  private record Text(@Nullable InteractionId message, String text, Context context) {}

  /// Tries the draft on a text, of which nothing is kept.
  ///
  /// @param answers what the client wrote; blank: nothing
  @Transactional(readOnly = true)
  public Trial of(Viewer admin, int no, String text, String answers) {
    var pack = packs.get(no);
    var context =
        Context.sentAt(clock.instant().atZone(admin.zone()))
            .answering(answers.isBlank() ? null : answers)
            .in(language(pack));
    return trial(pack, List.of(new Text(null, text, context)), Set.of());
  }

  /// Tries the draft on messages that left last, of conversations that the viewer may see and the
  /// pack is for.
  @Transactional(readOnly = true)
  public Trial ofMessages(Viewer admin, int no) {
    var pack = packs.get(no);
    var team = pack.reach() instanceof Reach.OfTeam(var its) ? its : null;
    var sent =
        messages.latest(admin, team, MOST_MESSAGES).stream()
            .filter(one -> pack.reach().covers(one.team(), SentContexts.channel(one)))
            .toList();
    var around = contexts.around(sent);
    var texts = new ArrayList<Text>();
    for (var one : sent) {
      var words = one.words();
      if (words != null) texts.add(new Text(one.id(), words.text(), around.of(one, words)));
    }
    var trial = trial(pack, texts, wrong(no, sent));
    var shown =
        trial.hits().stream()
            .flatMap(hit -> Stream.ofNullable(hit.message()))
            .collect(Collectors.toSet());
    sent.stream()
        .filter(one -> shown.contains(one.id()))
        .map(SentMessage::conversation)
        .distinct()
        .forEach(one -> audit.read(Actor.member(admin.id().id()), "conversation", one.id()));
    return trial;
  }

  private static Locale language(OwnPack pack) {
    return pack.candidate(pack.text())
        .outline()
        .flatMap(says -> says.language())
        .map(Locale::forLanguageTag)
        .orElse(Locale.UK);
  }

  /// @param wrong names of findings that were marked, with their message
  private Trial trial(OwnPack pack, List<Text> texts, Set<String> wrong) {
    var draft = pack.candidate(pack.text());
    var others =
        guidelines.packs().stream()
            .filter(one -> one.reach().equals(Reach.EVERYBODY) || one.reach().equals(pack.reach()))
            .toList();
    var now = new HashMap<Language, Loaded>();
    var then = new HashMap<Language, Loaded>();
    var tallies = new TreeMap<String, Tally>();
    var hits = new ArrayList<Hit>();
    var nanos = new long[texts.size()];
    int at = 0;
    for (var text : texts) {
      var language = Language.of(text.context().locale());
      var before =
          now.computeIfAbsent(language, one -> Loaded.of(one, others, guidelines.wishes()));
      var after =
          then.computeIfAbsent(
              language, one -> Loaded.of(one, replaced(others, draft), guidelines.wishes()));
      var own = after.own(draft).stream().map(Rule::id).collect(Collectors.toSet());
      own.forEach(rule -> tallies.putIfAbsent(rule, new Tally(rule, 0, 0, 0)));
      var known = before.conduct().review(text.text(), text.context()).findings();
      long start = System.nanoTime();
      var found = after.conduct().review(text.text(), text.context()).findings();
      nanos[at++] = System.nanoTime() - start;
      var compared = compared(text, own, known, found, wrong);
      count(compared, own, tallies);
      hits.addAll(compared);
    }
    return new Trial(
        texts.size(),
        List.copyOf(tallies.values()),
        hits.stream().limit(MOST_HITS).toList(),
        Math.max(0, hits.size() - MOST_HITS),
        Proof.nineteenOfTwenty(nanos));
  }

  private static List<PackInForce> replaced(List<PackInForce> others, PackInForce draft) {
    return Stream.concat(others.stream().filter(one -> one.no() != draft.no()), Stream.of(draft))
        .toList();
  }

  private List<Hit> compared(
      Text text, Set<String> own, List<Finding> known, List<Finding> found, Set<String> wrong) {
    var masked =
        Masked.of(text.text(), Stream.concat(known.stream(), found.stream()).toList()).text();
    var earlier = known.stream().map(Same::of).collect(Collectors.toSet());
    var hits = new ArrayList<Hit>();
    for (var finding : found) {
      boolean fresh = !earlier.remove(Same.of(finding));
      if (fresh || own.contains(finding.rule())) {
        hits.add(hit(text, masked, finding, fresh ? Change.NEW : Change.SAME, wrong));
      }
    }
    for (var finding : known) {
      if (earlier.contains(Same.of(finding))) {
        hits.add(hit(text, masked, finding, Change.GONE, wrong));
      }
    }
    return hits;
  }

  private Hit hit(Text text, String masked, Finding finding, Change change, Set<String> wrong) {
    var name = names.of(finding, text.text());
    boolean inside = finding.where() == Where.REPLY;
    int from = inside ? Math.max(0, finding.start() - AROUND) : 0;
    int to = inside ? Math.min(masked.length(), finding.end() + AROUND) : 0;
    return new Hit(
        finding.rule(),
        finding.level(),
        change,
        text.message(),
        name,
        inside ? masked.substring(from, finding.start()) : "",
        inside ? masked.substring(finding.start(), finding.end()) : finding.text(),
        inside ? masked.substring(finding.end(), to) : "",
        text.message() != null && wrong.contains(text.message().id() + name));
  }

  /// What is gone counts for nothing.
  private static void count(List<Hit> hits, Set<String> own, Map<String, Tally> tallies) {
    var counted = new HashSet<String>();
    for (var hit : hits) {
      if (hit.change() == Change.GONE || !own.contains(hit.rule())) continue;
      int first = counted.add(hit.rule()) ? 1 : 0;
      tallies.merge(
          hit.rule(),
          new Tally(hit.rule(), 1, first, hit.wrong() ? 1 : 0),
          (all, one) ->
              new Tally(
                  all.rule(),
                  all.hits() + one.hits(),
                  all.texts() + one.texts(),
                  all.wrong() + one.wrong()));
    }
  }

  // --- false alarms

  private Set<String> wrong(int no, Collection<SentMessage> sent) {
    return jdbc.sql(
            """
            select a.interaction_id, a.finding
              from coach.false_alarm a
              join coach.pack p on p.id = a.pack_id
             where p.no = :no
               and a.interaction_id = any (:messages)
            """)
        .param("no", no)
        .param("messages", sent.stream().map(one -> one.id().id()).toArray(UUID[]::new))
        .query((row, _) -> row.getObject("interaction_id", UUID.class) + row.getString("finding"))
        .set();
  }

  /// Says that a hit in a message is a false alarm, or takes that back.
  ///
  /// @param finding its name
  /// @throws PackNotFound when there is no such pack, or no such message for the viewer
  public void mark(Viewer admin, int no, InteractionId message, String finding, boolean wrong) {
    packs.get(no);
    if (messages.find(admin, message).isEmpty()) throw new PackNotFound();
    if (!wrong) {
      jdbc.sql(
              """
              delete from coach.false_alarm a
               using coach.pack p
               where p.id = a.pack_id
                 and p.no = :no
                 and a.interaction_id = :message
                 and a.finding = :finding
              """)
          .param("no", no)
          .param("message", message.id())
          .param("finding", finding)
          .update();
      return;
    }
    jdbc.sql(
            """
            insert into coach.false_alarm (
              pack_id, interaction_id, finding, marked_by, marked_at)
            select p.id, :message, :finding, :by, :now
              from coach.pack p
             where p.no = :no
                on conflict do nothing
            """)
        .param("no", no)
        .param("message", message.id())
        .param("finding", finding)
        .param("by", admin.id().id())
        .param("now", OpenPasses.bound(clock.instant()))
        .update();
  }
}
