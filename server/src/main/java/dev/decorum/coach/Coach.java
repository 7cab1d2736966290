package dev.decorum.coach;

import dev.decorum.coach.Checked.Asked;
import dev.decorum.coach.Checked.Card;
import dev.decorum.coach.Checked.Held;
import dev.decorum.coach.Checked.Promised;
import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Question;
import dev.decorum.conduct.Review;
import dev.decorum.conduct.Where;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import dev.decorum.inbox.Correspondence.Standing;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.DraftName;
import dev.decorum.inbox.Drafts;
import dev.decorum.staff.Viewer;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Reads messages to clients while they are written.
@Service
@Transactional
public class Coach {

  /// Of a message that nobody has begun.
  public static final Checked NOTHING =
      new Checked(List.of(), new EnumMap<>(Aspect.class), List.of(), List.of(), null, true, false);

  /// What sending waits for, then what the client asked, then the message as a whole, then its
  /// words.
  private static final Comparator<Card> ORDER =
      Comparator.<Card>comparingInt(card -> card.stops() ? 0 : 1)
          .thenComparingInt(
              card ->
                  switch (card.finding().where()) {
                    case CLIENT_MESSAGE -> 0;
                    case DOCUMENT -> 1;
                    case REPLY -> 2;
                  })
          .thenComparingInt(card -> card.finding().start());

  private final Guidelines guidelines;
  private final Occasions occasions;
  private final OtherClients others;
  private final Advisers advisers;
  private final OpenPasses passes;
  private final Drafts drafts;
  private final FindingNames names;

  Coach(
      Guidelines guidelines,
      Occasions occasions,
      OtherClients others,
      Advisers advisers,
      OpenPasses passes,
      Drafts drafts,
      FindingNames names) {
    this.guidelines = guidelines;
    this.occasions = occasions;
    this.others = others;
    this.advisers = advisers;
    this.passes = passes;
    this.drafts = drafts;
    this.names = names;
  }

  /// What there is to say about a text that a member is writing.
  ///
  /// @param client number of the client a conversation is begun with; null: none was chosen
  @Transactional(readOnly = true)
  public Checked check(
      Viewer viewer, DraftName name, @Nullable Long client, String text, Pace pace) {
    var dismissed =
        drafts.dismissed(viewer, name).stream().map(Aside::finding).collect(Collectors.toSet());
    var occasion =
        switch (name) {
          case DraftName.OfConversation(long no, DraftKind _) -> occasions.in(viewer, no);
          case DraftName.OfFirstMessage(@Nullable UUID _) -> occasions.first(viewer, client);
        };
    boolean toClient =
        !(name instanceof DraftName.OfConversation(_, DraftKind kind))
            || kind == DraftKind.REPLY
            || kind == DraftKind.FOLLOWUP;
    var advice =
        toClient && !text.isBlank() ? advisers.on(viewer, occasion, text) : List.<Finding>of();
    var checked = checked(occasion, text, review(viewer, occasion, text), advice, dismissed, pace);
    var conversation = occasion.conversation();
    return conversation != null && checked.kept() && passes.lets(viewer, conversation, text)
        ? checked.letPass()
        : checked;
  }

  /// The same of a draft as it is kept.
  @Transactional(readOnly = true)
  public Checked check(Viewer viewer, Draft draft, @Nullable Long client) {
    var no = draft.no();
    DraftName name =
        no == null
            ? new DraftName.OfFirstMessage(draft.id().id())
            : new DraftName.OfConversation(no, draft.kind());
    return check(viewer, name, client, draft.content().text(), Pace.DONE);
  }

  /// What there is to say about a text that is for nobody.
  ///
  /// @param message what it answers; blank: nothing
  @Transactional(readOnly = true)
  public Checked tried(Viewer viewer, String text, String message) {
    var occasion = occasions.none(viewer, message);
    return checked(
        occasion, text, occasion.review(text, List.of()), List.of(), Set.of(), Pace.DONE);
  }

  /// A reply of another program, with all that is known around it.
  ///
  /// @return as JSON, without an id; what is confidential is masked
  public String review(ReviewRequest request) {
    var context = request.context();
    var conduct = guidelines.in(context.locale(), null, context.channel());
    return ReviewJson.answer(request, conduct.review(request.reply(), context));
  }

  /// Says no more about this finding in this draft.
  ///
  /// @param finding the name of a card, with a reason ([Aside])
  /// @throws dev.decorum.inbox.DraftNotFound when there is no such draft
  public void dismiss(Viewer viewer, DraftName name, String finding) {
    drafts.dismiss(viewer, name, finding);
  }

  /// What a message promises that its writer wants to have in the ledger.
  ///
  /// @param in the conversation it is sent in
  /// @param sentAt from when on its times count, in the zone of its writer
  /// @param aside what its writer has dismissed
  @Transactional(readOnly = true)
  public List<Commitment> promises(
      Viewer writer, Standing in, String text, ZonedDateTime sentAt, Set<String> aside) {
    return promised(occasions.in(writer, in).promises(text, sentAt), aside).stream()
        .filter(Promised::tracked)
        .map(Promised::commitment)
        .toList();
  }

  private List<Promised> promised(List<Commitment> found, Set<String> aside) {
    return found.stream()
        .map(
            one -> {
              var name = names.of(one);
              return new Promised(name, one, !aside.contains(name));
            })
        .toList();
  }

  /// All that is found in a text for a conversation, whatever its writer has dismissed.
  List<Finding> findings(Viewer viewer, Standing in, String text) {
    return review(viewer, occasions.in(viewer, in), text).findings();
  }

  private Review review(Viewer viewer, Occasion occasion, String text) {
    var own =
        Stream.of(
                occasion.context().clientName(),
                occasion.context().wishes().nameToUse(),
                viewer.name())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return occasion.review(text, others.in(viewer, text, own));
  }

  private Checked checked(
      Occasion occasion,
      String text,
      Review review,
      List<Finding> advice,
      Set<String> dismissed,
      Pace pace) {
    if (text.isBlank()) {
      return new Checked(
          List.of(),
          new EnumMap<>(Aspect.class),
          List.of(),
          asked(occasion, review),
          null,
          occasion.whole(),
          false);
    }
    var sentence = unfinished(text, occasion.context().locale(), pace.caret());
    boolean held = false;
    var cards = new ArrayList<Card>();
    var seen = new HashMap<String, Integer>();
    for (var finding : Stream.concat(review.findings().stream(), advice.stream()).toList()) {
      var words = FindingNames.quoted(finding, text);
      var name = names.of(finding, text);
      var id = name + "-" + seen.merge(name, 1, Integer::sum);
      if (finding.level() != Level.STOP && dismissed.contains(name)) continue;
      if (sentence != null && within(finding, sentence)) {
        held = true;
        continue;
      }
      if (finding.where() != Where.REPLY && !pace.settled() && !pace.shown().contains(id)) continue;
      cards.add(
          new Card(
              id,
              finding,
              number(finding, review.questions()),
              Fixes.of(finding, words, text, occasion.context())));
    }
    cards.sort(ORDER);
    return new Checked(
        cards,
        failed(cards.stream().filter(card -> !advice.contains(card.finding())).toList()),
        promised(review.commitments(), dismissed),
        asked(occasion, review),
        held ? sentence : null,
        occasion.whole(),
        false);
  }

  private static EnumMap<Aspect, Level> failed(List<Card> cards) {
    var failed = new EnumMap<Aspect, Level>(Aspect.class);
    for (var card : cards) {
      failed.merge(
          Aspect.of(card.finding()),
          card.finding().level(),
          (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }
    return failed;
  }

  /// The sentence around the caret, unless it has come to its end.
  private static @Nullable Held unfinished(String text, Locale locale, int caret) {
    if (caret < 0 || caret > text.length()) return null;
    var reading = Reading.of(text, Language.of(locale));
    if (reading.sentences() == 0) return null;
    int sentence = reading.sentenceAt(Math.max(0, caret - 1));
    int start = reading.sentenceStart(sentence);
    int end = reading.sentenceEnd(sentence);
    boolean ended = caret == end && caret > 0 && ".!?\u2026".indexOf(text.charAt(caret - 1)) >= 0;
    return caret < start || caret > end || ended ? null : new Held(start, end);
  }

  private static boolean within(Finding finding, Held sentence) {
    return finding.where() == Where.REPLY
        && finding.start() < sentence.end()
        && finding.end() > sentence.start();
  }

  private static @Nullable Integer number(Finding finding, List<Question> questions) {
    if (finding.where() != Where.CLIENT_MESSAGE) return null;
    for (int i = 0; i < questions.size(); i++) {
      if (questions.get(i).start() < finding.end() && questions.get(i).end() > finding.start()) {
        return i + 1;
      }
    }
    return null;
  }

  private static List<Asked> asked(Occasion occasion, Review review) {
    var asked = new ArrayList<Asked>();
    for (var message : occasion.heard()) {
      int number = 0;
      for (var question : review.questions()) {
        if (question.start() >= message.start() && question.end() <= message.end()) {
          asked.add(new Asked(message.message(), ++number, question.state()));
        }
      }
    }
    return asked;
  }

  /// The id of a card without what tells it from others about the same words.
  public static String named(String card) {
    int dash = card.lastIndexOf('-');
    return dash < 0 ? card : card.substring(0, dash);
  }
}
