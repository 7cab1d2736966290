package dev.decorum.conduct;

import dev.decorum.conduct.commitments.Commitments;
import dev.decorum.conduct.dialogue.Dialogue;
import dev.decorum.conduct.leaks.Leaks;
import dev.decorum.conduct.listening.Heard;
import dev.decorum.conduct.listening.Listening;
import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.reply.Overlaps;
import dev.decorum.conduct.reply.Replies;
import dev.decorum.conduct.rules.Additions;
import dev.decorum.conduct.rules.Checks;
import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.PackProblem;
import dev.decorum.conduct.rules.Rule;
import dev.decorum.conduct.rules.Rules;
import dev.decorum.conduct.rules.Source;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.wording.Worded;
import dev.decorum.conduct.wording.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what professionals write to clients: the one door of the library.
///
/// Immutable and safe for many threads; loading takes milliseconds, so one object serves a program.
/// Texts are neither changed nor kept, nothing is read or written, and the same text always gets
/// the same answer. Any text can be reviewed, whatever is in it; offsets are UTF-16 units of the
/// text as given, half-open.
public final class Conduct {

  private static final Comparator<Finding> WHOLE_REPLY_FIRST =
      Comparator.<Finding, Boolean>comparing(finding -> finding.where() != Where.DOCUMENT)
          .thenComparing(Finding::where)
          .thenComparingInt(Finding::start)
          .thenComparingInt(Finding::end);

  private static final Heard NOTHING = new Heard(List.of(), Set.of());

  private final Language language;
  private final Additions own;
  private final Replies replies;
  private final Checks checks;
  private final Rules rules;
  private final @Nullable Ear ear;
  private final Commitments commitments;
  private final Leaks leaks;
  private final Calls calls;

  private Conduct(Language language, Additions own) {
    this.language = language;
    this.own = own;
    var hearing = Begun.of(() -> Ear.of(language));
    var promises = Begun.of(() -> Commitments.of(language));
    replies = Replies.of(language);
    checks = replies.checks().and(LeakChecks.all());
    rules = Rules.of(language, checks, own);
    leaks =
        Leaks.in(language)
            .allowing(own.layers().stream().flatMap(layer -> layer.ownNumbers().stream()).toList());
    calls = Calls.of(language);
    ear = hearing.get();
    commitments = promises.get();
  }

  /// With the guidelines for English that come with the product; always the same object.
  public static Conduct english() {
    return English.CONDUCT;
  }

  /// Loaded when first asked for.
  private static final class English {
    static final Conduct CONDUCT = of(Language.english());
  }

  /// With the guidelines of a language that come with the product.
  public static Conduct of(Language language) {
    return new Conduct(language, Additions.NONE);
  }

  /// With the guidelines that come with the product and those of one's own after them.
  ///
  /// @throws PackProblem when a pack or layer cannot be used, or a rule of one's own fails its
  ///   examples
  public static Conduct of(Language language, Additions own) {
    var conduct = unproven(language, own);
    for (var problem : conduct.proveOwn()) {
      throw problem;
    }
    return conduct;
  }

  /// As above without trying the examples, for those who want to hear of all that fail ([#prove]).
  public static Conduct unproven(Language language, Additions own) {
    return new Conduct(language, own);
  }

  /// The guidelines in force.
  public List<Rule> rules() {
    return rules.rules();
  }

  /// Tries all guidelines in force on their examples, and says what is wrong; empty when all is
  /// well. Takes a second: those that come with the product are read anew, since their examples
  /// were tried when it was built.
  public List<PackProblem> prove() {
    var whole = new Conduct(language.fromTexts(), own);
    return whole.rules.prove(whole::exchange);
  }

  /// The same for the guidelines of one's own alone, at once.
  public List<PackProblem> proveOwn() {
    var files = own.packs().stream().map(Source::file).collect(Collectors.toSet());
    return rules.prove(this::exchange).stream()
        .filter(problem -> files.contains(problem.file()))
        .toList();
  }

  /// What the build keeps of a language, so that programs need not read its texts.
  ///
  /// @throws PackProblem when a rule fails its examples
  static byte[] made(Language texts) {
    var conduct = new Conduct(texts, Additions.NONE);
    for (var problem : conduct.rules.prove(conduct::exchange)) {
      throw problem;
    }
    var parts = new HashMap<String, Output>();
    conduct.rules.make(parts, conduct.checks);
    conduct.replies.make(parts);
    conduct.commitments.make(parts);
    conduct.leaks.make(parts);
    if (conduct.ear != null) {
      conduct.ear.wording.make(parts);
    }
    texts.make(parts);
    return Output.file(parts);
  }

  /// What there is to say about a reply before it is sent.
  public Review review(String reply, Context context) {
    return review(exchange(reply, context));
  }

  /// For reviewing a reply again and again while it is written.
  public Draft draft(Context context) {
    return new Draft(this, received(context));
  }

  private Review review(Exchange exchange) {
    var findings = new ArrayList<>(Overlaps.settled(rules.look(exchange)));
    findings.sort(WHOLE_REPLY_FIRST);
    return new Review(
        findings,
        exchange.commitments(),
        exchange.questions(),
        new Signals(
            exchange.heard().signals(), exchange.questions().stream().map(Question::open).toList()),
        Score.of(findings));
  }

  /// What a client's message tells between the lines, and what it asks.
  public Signals listen(String clientMessage) {
    return ear == null
        ? new Signals(List.of(), List.of())
        : ear.hear(ear.wording.read(Reading.of(clientMessage, language)));
  }

  /// What a client asks, and what became of it in each of these replies, as [Review#questions] has
  /// it; no guideline is looked at.
  public List<List<Question>> followed(String clientMessage, List<String> replies) {
    var known = ear;
    if (known == null) {
      return replies.stream().map(_ -> List.<Question>of()).toList();
    }
    var said = known.wording.read(Reading.of(clientMessage, language));
    return replies.stream()
        .map(reply -> known.wording.read(Reading.of(reply, language)))
        .map(reply -> known.dialogue.followed(said, reply))
        .toList();
  }

  /// Who spoke how long in a call, who interrupted whom, and how long answers took.
  public CallMeasures measure(Transcript transcript) {
    return calls.measure(transcript);
  }

  private Exchange exchange(String reply, Context context) {
    return exchange(reply, received(context));
  }

  private Exchange exchange(String reply, Received received) {
    var written = Reading.of(reply, language);
    var context = received.context;
    var said = received.said;
    return new Exchange(
        written,
        received.client,
        context,
        received.heard,
        said == null || ear == null
            ? List.of()
            : ear.dialogue.followed(said, ear.wording.read(written)),
        commitments.in(written, context.sentAt(), context.locale()),
        leaks.in(written, context));
  }

  private Received received(Context context) {
    var message = context.clientMessage();
    var client = message == null ? null : Reading.of(message, language);
    if (client == null || ear == null) {
      return new Received(context, client, null, NOTHING);
    }
    var said = ear.wording.read(client);
    return new Received(context, client, said, ear.listening.hear(said));
  }

  /// What is known before a word of the reply is written.
  private record Received(
      Context context, @Nullable Reading client, @Nullable Worded said, Heard heard) {}

  /// A reply in the making: what it answers is read and heard once, however often the reply
  /// changes. Immutable.
  public static final class Draft {

    private final Conduct conduct;
    private final Received received;

    private Draft(Conduct conduct, Received received) {
      this.conduct = conduct;
      this.received = received;
    }

    /// As [Conduct#review] in the context of the draft.
    public Review review(String reply) {
      return conduct.review(conduct.exchange(reply, received));
    }
  }

  /// What understands clients' messages. A language may have none.
  private record Ear(Wording wording, Listening listening, Dialogue dialogue) {

    static @Nullable Ear of(Language language) {
      return language.has("listening/signals.txt")
          ? new Ear(Wording.of(language), Listening.of(language), Dialogue.of(language))
          : null;
    }

    Signals hear(Worded message) {
      return new Signals(listening.hear(message).signals(), dialogue.asked(message));
    }
  }
}
