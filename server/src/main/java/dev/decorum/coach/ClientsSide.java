package dev.decorum.coach;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.Clients;
import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Question.State;
import dev.decorum.conduct.Signal;
import dev.decorum.conduct.text.Language;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.MessageRemarks;
import dev.decorum.staff.Viewer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What clients ask, and how they sound: each question stays open until something we send answers
/// it. What is proposed is done by people only.
@Component
class ClientsSide implements MessageRemarks {

  private static final int LONGEST_MESSAGE = 20_000;
  private static final int MOST_REPLIES = 5;
  private static final int MOST_TONES = 4;

  /// Signals after which a lead should know.
  private static final Set<Signal.Kind> GRAVE =
      Set.of(Signal.Kind.LEGAL_THREAT, Signal.Kind.ABUSE, Signal.Kind.CHURN_THREAT);

  private static final Set<Signal.Kind> UPSET =
      Set.of(Signal.Kind.COMPLAINT, Signal.Kind.FRUSTRATION);

  /// Messages and replies do not change, so what was heard in them once stays so: offsets and
  /// kinds, no words.
  ///
  /// @param replies what we have sent since
  private record Key(
      InteractionId message, List<InteractionId> replies, String language, int guidelines) {}

  private final Cache<Key, Remarks> known = Caffeine.newBuilder().maximumSize(20_000).build();

  private final Clients clients;
  private final Guidelines guidelines;

  ClientsSide(Clients clients, Guidelines guidelines) {
    this.clients = clients;
    this.guidelines = guidelines;
  }

  @Override
  public Map<InteractionId, Remarks> of(Viewer viewer, long no, List<InteractionView> shown) {
    var found = new HashMap<InteractionId, Remarks>();
    var replies = new ArrayList<InteractionView>();
    var languages = languages(viewer, shown);
    for (var one : shown.reversed()) {
      if (Occasions.answers(one)) replies.addFirst(one);
      if (!Occasions.asks(one)) continue;
      var author = one.authorClient();
      var locale = author == null ? Locale.UK : languages.getOrDefault(author, Locale.UK);
      var since = replies.stream().limit(MOST_REPLIES).toList();
      var key =
          new Key(
              one.id(),
              since.stream().map(InteractionView::id).toList(),
              locale.getLanguage(),
              guidelines.version());
      var remarks = known.get(key, _ -> remarks(one, since, locale));
      if (!remarks.equals(Remarks.NONE)) found.put(one.id(), remarks);
    }
    return found;
  }

  private Map<ClientId, Locale> languages(Viewer viewer, List<InteractionView> shown) {
    var authors =
        shown.stream()
            .filter(Occasions::asks)
            .flatMap(one -> Stream.ofNullable(one.authorClient()))
            .distinct()
            .toList();
    return clients.languages(viewer, authors);
  }

  private Remarks remarks(InteractionView message, List<InteractionView> replies, Locale locale) {
    var text = Occasions.words(message);
    if (text.length() > LONGEST_MESSAGE || !Language.of(locale).has("listening/signals.txt")) {
      return Remarks.NONE;
    }
    var conduct = guidelines.in(locale);
    var heard = conduct.listen(text);
    Set<Integer> answered =
        heard.questions().isEmpty() ? Set.of() : answered(conduct, text, replies);
    var questions =
        heard.questions().stream()
            .map(
                question ->
                    new Question(
                        question.start(),
                        withMark(text, question.end()),
                        !answered.contains(question.start())))
            .toList();
    var kinds = heard.signals().stream().map(Signal::kind).collect(Collectors.toSet());
    var tones =
        heard.signals().stream()
            .limit(MOST_TONES)
            .map(signal -> new Tone(key(signal.kind()), signal.start(), signal.end()))
            .toList();
    boolean answeredAtAll = !replies.isEmpty();
    return new Remarks(
        questions,
        tones,
        answeredAtAll ? "" : advice(kinds),
        !answeredAtAll && (kinds.contains(Signal.Kind.URGENCY) || touches(kinds, GRAVE)));
  }

  /// Where the questions begin that a reply settles.
  private static Set<Integer> answered(
      Conduct conduct, String text, List<InteractionView> replies) {
    return conduct.followed(text, replies.stream().map(Occasions::words).toList()).stream()
        .flatMap(List::stream)
        .filter(question -> question.state() != State.OPEN)
        .map(question -> question.start())
        .collect(Collectors.toSet());
  }

  /// The end of a question with its question mark.
  private static int withMark(String text, int end) {
    int at = end;
    while (at < text.length() && text.charAt(at) == '?') at++;
    return at;
  }

  private static String key(Signal.Kind kind) {
    return "coach.signal." + kind.name().toLowerCase(Locale.ROOT);
  }

  private static String advice(Set<Signal.Kind> kinds) {
    if (touches(kinds, GRAVE)) return "coach.advice.lead";
    if (kinds.contains(Signal.Kind.COMPLAINT)) return "coach.advice.complaint";
    return touches(kinds, UPSET) ? "coach.advice.acknowledge" : "";
  }

  private static boolean touches(Set<Signal.Kind> kinds, Set<Signal.Kind> some) {
    return kinds.stream().anyMatch(some::contains);
  }
}
