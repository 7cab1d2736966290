package dev.decorum.assistant;

import dev.decorum.assistant.AssistantRefused.Reason;
import dev.decorum.assistant.Difference.Said;
import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.Client;
import dev.decorum.clients.ClientDetails;
import dev.decorum.clients.Clients;
import dev.decorum.coach.Checked;
import dev.decorum.coach.Checked.Card;
import dev.decorum.coach.Checked.Promised;
import dev.decorum.coach.Coach;
import dev.decorum.coach.Confidential;
import dev.decorum.coach.Pace;
import dev.decorum.conduct.Where;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Span;
import dev.decorum.inbox.Direction;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.DraftName;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.staff.Member;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Asks the model on behalf of a member, and looks at what comes back before the member does.
///
/// No method here has a transaction of its own: nothing is held while the model is waited for.
@Service
public class Assistant {

  static final int LONGEST_DRAFT = 10_000;
  private static final int LONGEST_CONVERSATION = 12_000;
  private static final int LONGEST_MESSAGE = 3_000;
  private static final int LOOKED_BACK = 100;

  private final AssistantSettings settings;
  private final Endpoint endpoint;
  private final Coach coach;
  private final Confidential confidential;
  private final Inbox inbox;
  private final Clients clients;
  private final Staff staff;
  private final Audit audit;
  private final Clock clock;

  Assistant(
      AssistantSettings settings,
      Endpoint endpoint,
      Coach coach,
      Confidential confidential,
      Inbox inbox,
      Clients clients,
      Staff staff,
      Audit audit,
      Clock clock) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.coach = coach;
    this.confidential = confidential;
    this.inbox = inbox;
    this.clients = clients;
    this.staff = staff;
    this.audit = audit;
    this.clock = clock;
  }

  /// What words go to or are about.
  ///
  /// @param people whose names are taken out, also in part
  private record Around(String kind, UUID object, Locale locale, Set<String> people) {}

  /// Another wording for a draft. Only the draft leaves, and only in disguise.
  ///
  /// @param client number of the client a conversation is begun with; null: it exists, or nobody
  ///   was chosen yet
  /// @throws AssistantRefused when there is none; the draft is as it was
  public Suggestion reword(Viewer viewer, DraftName name, @Nullable Long client, String written) {
    return reword(
        viewer, name, client, written, Prompt.REWORD, (draft, _, _) -> new Span(0, draft.length()));
  }

  /// The same for one sentence: that alone leaves, and all else stays as it is.
  ///
  /// @param finding id of the card whose sentence it is
  public Suggestion reword(
      Viewer viewer, DraftName name, @Nullable Long client, String written, String finding) {
    return reword(
        viewer,
        name,
        client,
        written,
        Prompt.REWORD_SENTENCE,
        (draft, checked, locale) -> sentence(draft, checked, locale, finding));
  }

  /// Which part of a draft is to be reworded.
  private interface Part {
    Span of(String draft, Checked checked, Locale locale);
  }

  private static Span sentence(String draft, Checked checked, Locale locale, String finding) {
    var words =
        checked.cards().stream()
            .filter(card -> card.id().equals(finding))
            .map(Card::finding)
            .filter(one -> one.where() == Where.REPLY)
            .findFirst()
            .orElseThrow(() -> new AssistantRefused(Reason.GONE));
    var reading = Reading.of(draft, Language.of(locale));
    int start = reading.sentenceStart(reading.sentenceAt(words.start()));
    int end = reading.sentenceEnd(reading.sentenceAt(Math.max(start, words.end() - 1)));
    return new Span(Math.min(start, words.start()), Math.max(end, words.end()));
  }

  private Suggestion reword(
      Viewer viewer,
      DraftName name,
      @Nullable Long client,
      String written,
      Prompt prompt,
      Part part) {
    var model = settings.model(Use.REWORD);
    if (note(name)) throw AssistantRefused.off();
    var draft = composed(written);
    if (draft.isBlank()) throw new AssistantRefused(Reason.NOTHING_WRITTEN);
    if (draft.length() > LONGEST_DRAFT) throw new AssistantRefused(Reason.TOO_MUCH);
    var checked = coach.check(viewer, name, client, draft, Pace.DONE);
    // Whether a lead lets it pass to the client does not matter to others.
    if (stops(checked)) throw new AssistantRefused(Reason.CONFIDENTIAL);

    var around = around(viewer, name, client);
    var span = part.of(draft, checked, around.locale());
    var disguise = disguise(viewer, around, draft.substring(span.start(), span.end()));
    var answer = ask(viewer, model, prompt, around, disguise);

    var words = disguise.undone(answer).orElseThrow(() -> new AssistantRefused(Reason.MIXED_UP));
    var text = draft.substring(0, span.start()) + words + draft.substring(span.end());
    var again = coach.check(viewer, name, client, text, Pace.DONE);
    if (stops(again)) throw new AssistantRefused(Reason.STOPPED);
    var difference =
        Difference.between(
            said(draft, checked),
            said(text, again),
            clock.instant().atZone(viewer.zone()),
            around.locale());
    return new Suggestion(text, again, difference, model.name(), prompt.edition());
  }

  /// What was said in a conversation, in short. Notes of colleagues do not leave.
  ///
  /// @throws dev.decorum.inbox.ConversationNotFound
  /// @throws AssistantRefused when there is none
  public Summary summarise(Viewer viewer, long no) {
    var model = settings.model(Use.SUMMARISE);
    var around = around(viewer, no);
    var latest = inbox.latest(viewer, no, null, LOOKED_BACK);
    var lines = new ArrayList<String>();
    int length = 0;
    boolean earlier = latest.next() != null;
    for (var one : latest.items().reversed()) {
      if (!spoken(one)) continue;
      var line = line(one);
      length += line.length();
      if (length > LONGEST_CONVERSATION) {
        earlier = true;
        break;
      }
      lines.addFirst(line);
    }
    if (lines.isEmpty()) throw new AssistantRefused(Reason.NOTHING_WRITTEN);

    var disguise = disguise(viewer, around, composed(String.join("\n\n", lines)));
    var answer = ask(viewer, model, Prompt.SUMMARISE, around, disguise);

    var text = disguise.shown(answer).orElseThrow(() -> new AssistantRefused(Reason.MIXED_UP));
    return new Summary(text, earlier, model.name(), Prompt.SUMMARISE.edition());
  }

  /// Asks a model something that has nothing to do with anybody.
  ///
  /// @throws ModelRefused when connections from here may not go there
  /// @throws AssistantRefused when there is no answer of use
  public void test(Viewer viewer, LanguageModel model) {
    settings.check(model);
    var disguise = Disguise.of(viewer.name(), List.of(), Set.of(viewer.name()));
    var answer = endpoint.ask(viewer.id(), model, Prompt.TEST, disguise.text());
    if (disguise.undone(answer).isEmpty()) throw new AssistantRefused(Reason.MIXED_UP);
  }

  private String ask(
      Viewer viewer, LanguageModel model, Prompt prompt, Around around, Disguise disguise) {
    // Written before it happens: nothing leaves without an entry.
    audit.changed(
        Actor.member(viewer.id().id()),
        "assistant.asked",
        around.kind(),
        around.object(),
        Map.of("for", prompt.edition()));
    return endpoint.ask(viewer.id(), model, prompt, disguise.text());
  }

  private Disguise disguise(Viewer viewer, Around around, String text) {
    var names =
        Stream.concat(staff.members().stream().map(Member::name), around.people().stream())
            .distinct()
            .toList();
    var leaks = confidential.in(viewer, text, names, around.locale());
    return Disguise.of(text, leaks, around.people());
  }

  private Around around(Viewer viewer, DraftName name, @Nullable Long client) {
    return switch (name) {
      case DraftName.OfConversation(long no, var _) -> around(viewer, no);
      case DraftName.OfFirstMessage(var _) -> {
        var known = client == null ? null : clients.get(viewer, client);
        yield known == null
            ? new Around("member", viewer.id().id(), Locale.UK, Set.of(viewer.name()))
            : new Around(
                "client",
                known.id().id(),
                locale(Optional.of(known)),
                Set.of(viewer.name(), known.name()));
      }
    };
  }

  private Around around(Viewer viewer, long no) {
    var conversation = inbox.get(viewer, no);
    var row = conversation.row();
    var people = new LinkedHashSet<>(List.of(viewer.name(), row.client().name()));
    conversation.participants().stream()
        .map(participant -> participant.address().name())
        .flatMap(Stream::ofNullable)
        .forEach(people::add);
    return new Around(
        "conversation",
        row.id().id(),
        locale(clients.find(viewer, row.client().id())),
        Set.copyOf(people));
  }

  private static Locale locale(Optional<Client> client) {
    return client.map(Client::details).map(ClientDetails::language).orElse(Locale.UK);
  }

  /// What is for colleagues does not leave.
  private static boolean note(DraftName name) {
    return name instanceof DraftName.OfConversation(long _, DraftKind kind)
        && kind == DraftKind.NOTE;
  }

  /// What was said between the client and us, and not about them.
  private static boolean spoken(InteractionView one) {
    return one.kind() != Kind.NOTE && one.kind() != Kind.EVENT && !one.forwarded();
  }

  private static String line(InteractionView one) {
    var own = one.newText();
    var words = own == null || own.isBlank() ? one.text() : own;
    return (one.direction() == Direction.IN ? "Client: " : "We: ")
        + words.strip().substring(0, Math.min(words.strip().length(), LONGEST_MESSAGE));
  }

  /// The same letters are the same characters, so that names are found however they were typed.
  private static String composed(String text) {
    return Normalizer.normalize(text.replace("\r\n", "\n"), Normalizer.Form.NFC);
  }

  private static boolean stops(Checked checked) {
    return checked.cards().stream().anyMatch(Card::stops);
  }

  private static Said said(String text, Checked checked) {
    return new Said(text, checked.promises().stream().map(Promised::commitment).toList());
  }
}
