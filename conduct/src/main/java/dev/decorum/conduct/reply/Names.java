package dev.decorum.conduct.reply;

import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Lists;
import dev.decorum.conduct.rules.Report;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a reply uses the client's name, and the right one.
///
/// Needs lists under `reply/`: `titles.txt`; `titles-his.txt` and `titles-her.txt`, those that say
/// whom they go with; `addressed.txt`, words that stand where a name could; `organisations.txt`,
/// words in names of organisations; `joins.txt`, words between two names; and `nicknames.txt`,
/// names that go together, a group a line.
final class Names {

  private static final int FEWEST_LETTERS = 2;

  private final Set<String> titles;
  private final Set<String> his;
  private final Set<String> her;
  private final Set<String> addressed;
  private final Set<String> organisations;
  private final Set<String> particles;
  private final Set<String> joins;

  /// By name: the names that go together with it, itself included.
  private final Map<String, Set<String>> nicknames;

  private Names(Language language) {
    titles = lines(language, "reply/titles.txt");
    his = lines(language, "reply/titles-his.txt");
    her = lines(language, "reply/titles-her.txt");
    addressed = lines(language, "reply/addressed.txt");
    organisations = lines(language, "reply/organisations.txt");
    particles = lines(language, "reading/particles.txt");
    joins = lines(language, "reply/joins.txt");
    nicknames = new HashMap<>();
    for (var group : lines(language, "reply/nicknames.txt")) {
      var names = List.of(group.split(" "));
      for (var name : names) {
        nicknames.computeIfAbsent(name, _ -> new HashSet<>()).addAll(names);
      }
    }
  }

  static Names of(Language language) {
    return new Names(language);
  }

  private static Set<String> lines(Language language, String file) {
    return language.has(file) ? Set.copyOf(new HashSet<>(language.lines(file))) : Set.of();
  }

  /// Words of a name without its titles.
  ///
  /// @param known those words, and names that go together with one of them
  private record Name(
      List<String> parts, Set<String> known, boolean organisation, boolean his, boolean her) {

    /// Whether this is one of the words, or a name for short.
    boolean goesBy(String name) {
      if (known.contains(name)) {
        return true;
      }
      for (var part : parts) {
        if (name.length() >= 3 && part.length() >= name.length() + 2 && part.startsWith(name)) {
          return true;
        }
      }
      return false;
    }

    /// Whether one of the words is meant and not quite written.
    boolean nearly(String name) {
      for (var part : parts) {
        if (misspelt(part, name)) {
          return true;
        }
      }
      return false;
    }
  }

  private @Nullable Name client(Exchange exchange) {
    var recorded = exchange.context().clientName();
    if (recorded == null) {
      return null;
    }
    var wanted = exchange.context().wishes().nameToUse();
    var name = wanted == null ? recorded : recorded + ' ' + wanted;
    var parts = new ArrayList<String>();
    var known = new HashSet<String>();
    var organisation = false;
    var his = false;
    var her = false;
    for (var part : words(name)) {
      his |= this.his.contains(part);
      her |= this.her.contains(part);
      organisation |= organisations.contains(part);
      if (!titles.contains(part) && part.length() >= FEWEST_LETTERS) {
        var plain = plain(part);
        parts.add(plain);
        known.add(plain);
        known.addAll(nicknames.getOrDefault(plain, Set.of()));
      }
    }
    return parts.isEmpty() ? null : new Name(parts, known, organisation, his, her);
  }

  /// The words of a name, in lower case, as [Reading] parts them.
  private static List<String> words(String name) {
    var words = new ArrayList<String>();
    var lower = name.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    var start = -1;
    for (var i = 0; i <= lower.length(); i++) {
      var inside =
          i < lower.length()
              && (Character.isLetterOrDigit(lower.charAt(i))
                  || Character.isSurrogate(lower.charAt(i))
                  || lower.charAt(i) == '\'' && start >= 0);
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(lower.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  /// Without accents.
  private static String plain(String word) {
    for (var i = 0; i < word.length(); i++) {
      if (word.charAt(i) > 0x7f) {
        return Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
      }
    }
    return word;
  }

  private static String bare(String word) {
    var plain = plain(word);
    return plain.endsWith("'s") ? plain.substring(0, plain.length() - 2) : plain;
  }

  /// The client's name stands nowhere in the reply.
  void missing(Exchange exchange, Lists lists, Report report) {
    var client = client(exchange);
    if (client == null
        || exchange.reply().words() == 0
        || !Replies.opensFormally(exchange)
        || greetsField(exchange.reply())) {
      return;
    }
    var reading = exchange.reply();
    for (var word = 0; word < reading.words(); word++) {
      var start = reading.wordStart(word);
      if (reading.zoneAt(start) != Zone.QUOTED && reading.zoneAt(start) != Zone.SIGNATURE) {
        var spelled = bare(reading.word(word));
        if (client.goesBy(spelled)
            || client.nearly(spelled)
            || client.organisation
                && addressed.contains(spelled)
                && reading.zoneAt(start) == Zone.GREETING) {
          return;
        }
      }
    }
    if (wrongWords(exchange, client).isEmpty()) {
      report.missing();
    }
  }

  /// Whether a field that was not filled in stands in the greeting: that is the fault, and no name.
  private static boolean greetsField(Reading reading) {
    for (var greeting : reading.zone(Zone.GREETING)) {
      if (TemplateFields.mayStandIn(reading.text(), greeting.start(), greeting.end())) {
        return true;
      }
    }
    return false;
  }

  /// A name that is not quite the client's, or somebody else's.
  void wrong(Exchange exchange, Lists lists, Report report) {
    var client = client(exchange);
    if (client == null) {
      return;
    }
    for (var words : wrongWords(exchange, client)) {
      report.mark(exchange.reply().wordStart(words[0]), exchange.reply().wordEnd(words[1]));
    }
  }

  /// The greeting has another form of the name than the one they asked for.
  void unwanted(Exchange exchange, Lists lists, Report report) {
    var wanted = exchange.context().wishes().nameToUse();
    var client = client(exchange);
    if (wanted == null || client == null) {
      return;
    }
    var reading = exchange.reply();
    var asked = words(wanted).stream().map(Names::plain).toList();
    for (var greeting : reading.zone(Zone.GREETING)) {
      var first = -1;
      var last = -1;
      var written = new HashSet<String>();
      for (var word = reading.wordAt(greeting.start());
          word < reading.words() && reading.wordStart(word) < greeting.end();
          word++) {
        if (joins.contains(reading.word(word)) || amp(reading, word)) {
          return;
        }
        var spelled = bare(reading.word(word));
        written.add(spelled);
        if (titles.contains(spelled) || asked.contains(spelled) || client.goesBy(spelled)) {
          first = first < 0 ? word : first;
          last = word;
        }
      }
      if (first >= 0 && !written.containsAll(asked)) {
        report.mark(reading.wordStart(first), withDot(reading, last), wanted);
        return;
      }
    }
  }

  /// `Prof.` with its dot, where the name ends so.
  private static int withDot(Reading reading, int word) {
    var end = reading.wordEnd(word);
    return end < reading.plain().length() && reading.plain().charAt(end) == '.' ? end + 1 : end;
  }

  /// Formal address was asked for, and this is not. Lists: `familiar`, words of those who are on
  /// first-name terms; `greets`, those that only greet so. A first name alone counts as well.
  void familiar(Exchange exchange, Lists lists, Report report) {
    if (!Boolean.TRUE.equals(exchange.context().wishes().formal())) {
      return;
    }
    var reading = exchange.reply();
    var familiar = lists.inReply("familiar");
    for (var hit = 0; hit < familiar.count(); hit++) {
      if (own(reading, familiar.start(hit))) {
        report.mark(familiar.start(hit), familiar.end(hit));
        return;
      }
    }
    var greets = lists.inReply("greets");
    for (var greeting : reading.zone(Zone.GREETING)) {
      if (greets.within(greeting.start(), greeting.end())) {
        report.mark(greeting.start(), greeting.end());
        return;
      }
    }
    firstNameAlone(exchange, report);
  }

  private void firstNameAlone(Exchange exchange, Report report) {
    var client = client(exchange);
    if (client == null
        || client.organisation
        || client.parts.size() < 2
        || exchange.context().wishes().nameToUse() != null) {
      return;
    }
    var reading = exchange.reply();
    for (var greeting : reading.zone(Zone.GREETING)) {
      var named = -1;
      for (var word = reading.wordAt(greeting.start());
          word < reading.words() && reading.wordStart(word) < greeting.end();
          word++) {
        var spelled = bare(reading.word(word));
        if (titles.contains(spelled) || client.parts.getLast().equals(spelled)) {
          return;
        }
        named = client.parts.getFirst().equals(spelled) ? word : named;
      }
      if (named >= 0) {
        report.mark(reading.wordStart(named), reading.wordEnd(named));
        return;
      }
    }
  }

  /// First-name terms were asked for, and this is formal. Lists: `stiff`; `polite`, words that are
  /// formal where they are written with a capital inside a sentence.
  void stiff(Exchange exchange, Lists lists, Report report) {
    if (!Boolean.FALSE.equals(exchange.context().wishes().formal())) {
      return;
    }
    var reading = exchange.reply();
    var stiff = lists.inReply("stiff");
    if (stiff.any() && own(reading, stiff.first().start())) {
      report.mark(stiff.first().start(), stiff.first().end());
      return;
    }
    var polite = lists.inReply("polite");
    for (var hit = 0; hit < polite.count(); hit++) {
      var start = polite.start(hit);
      var begins = reading.sentenceStart(reading.sentenceAt(start)) == start;
      if (own(reading, start) && !begins && Character.isUpperCase(reading.text().charAt(start))) {
        report.mark(start, polite.end(hit));
        return;
      }
    }
  }

  /// Whether the writer says it, and not somebody who is quoted.
  private static boolean own(Reading reading, int start) {
    return reading.ownAt(start) && reading.zoneAt(start) != Zone.QUOTED;
  }

  /// First and last word of each wrong name.
  private List<int[]> wrongWords(Exchange exchange, Name client) {
    var wrong = new ArrayList<int[]>();
    for (var greeting : exchange.reply().zone(Zone.GREETING)) {
      if (TemplateFields.mayStandIn(exchange.reply().text(), greeting.start(), greeting.end())) {
        continue;
      }
      inGreeting(exchange.reply(), client, greeting.start(), greeting.end(), wrong);
    }
    inBody(exchange, client, wrong);
    return wrong;
  }

  private void inGreeting(Reading reading, Name client, int from, int to, List<int[]> wrong) {
    var strangers = new ArrayList<Integer>();
    var known = false;
    var several = false;
    var title = -1;
    for (var word = reading.wordAt(from); word < reading.words(); word++) {
      if (reading.wordStart(word) >= to) {
        break;
      }
      var spelled = reading.word(word);
      several |= joins.contains(spelled) || amp(reading, word);
      if (his.contains(spelled) && client.her && !client.his
          || her.contains(spelled) && client.his && !client.her) {
        title = word;
      }
      if (titles.contains(spelled)
          || addressed.contains(spelled)
          || bare(spelled).length() < FEWEST_LETTERS
          || particles.contains(spelled) && !client.parts.contains(spelled)) {
        known |= addressed.contains(spelled) && client.organisation;
        continue;
      }
      var name = bare(spelled);
      if (client.goesBy(name)) {
        known = true;
      } else if (reading.capitalised(word) || client.nearly(name)) {
        strangers.add(word);
      }
    }
    if (title >= 0) {
      wrong.add(new int[] {title, Math.min(title + 1, reading.words() - 1)});
      return;
    }
    if (strangers.isEmpty()
        || client.organisation
            && strangers.stream().noneMatch(word -> close(reading, client, word))) {
      return;
    }
    for (var word : strangers) {
      if (close(reading, client, word)
          || !several && (!known || nextToKnown(reading, client, word))) {
        var last = wrong.isEmpty() ? null : wrong.getLast();
        if (last != null && last[1] == word - 1) {
          last[1] = word;
        } else {
          wrong.add(new int[] {word, word});
        }
      }
    }
  }

  /// `Helen Schmidt` for Helen Brandt: part of one name with a part that is right.
  private static boolean nextToKnown(Reading reading, Name client, int word) {
    return touching(reading, word) && client.parts.contains(bare(reading.word(word + 1)))
        || word > 0
            && touching(reading, word - 1)
            && client.parts.contains(bare(reading.word(word - 1)));
  }

  private static boolean touching(Reading reading, int word) {
    return word + 1 < reading.words()
        && reading.wordStart(word + 1) == reading.wordEnd(word) + 1
        && reading.plain().charAt(reading.wordEnd(word)) == ' ';
  }

  private static boolean close(Reading reading, Name client, int word) {
    return client.nearly(bare(reading.word(word)));
  }

  private static boolean amp(Reading reading, int word) {
    return word > 0
        && reading
            .plain()
            .substring(reading.wordEnd(word - 1), reading.wordStart(word))
            .contains("&");
  }

  /// Behind a title, or called on at the start or end of a sentence: `Thank you, Ms Brand`.
  private void inBody(Exchange exchange, Name client, List<int[]> wrong) {
    var reading = exchange.reply();
    for (var word = 1; word < reading.words(); word++) {
      if (!reading.capitalised(word)) {
        continue;
      }
      var start = reading.wordStart(word);
      if (reading.zoneAt(start) != Zone.BODY || !reading.ownAt(start)) {
        continue;
      }
      var name = bare(reading.word(word));
      if (client.parts.contains(name)) {
        continue;
      }
      var before = reading.word(word - 1);
      if ((titles.contains(before) || called(reading, word))
          && close(reading, client, word)
          && !agents(exchange, name)) {
        wrong.add(new int[] {word, word});
      }
    }
  }

  private static boolean called(Reading reading, int word) {
    var plain = reading.plain();
    var start = reading.wordStart(word);
    var end = reading.wordEnd(word);
    var comma = start > 1 && plain.startsWith(", ", start - 2);
    var stop = end >= plain.length() || ".,!?\n".indexOf(plain.charAt(end)) >= 0;
    return comma && stop
        || stop
            && reading.sentenceStart(reading.sentenceAt(start)) == start
            && end < plain.length()
            && plain.charAt(end) == ',';
  }

  private static boolean agents(Exchange exchange, String name) {
    var agent = exchange.context().agentName();
    return agent != null && plain(agent.toLowerCase(exchange.context().locale())).contains(name);
  }

  /// Whether one or two letters make the difference, as many as the length of the name bears.
  static boolean misspelt(String part, String name) {
    if (part.equals(name) || part.length() < 3 || name.length() < 3) {
      return false;
    }
    var bearable = Math.max(part.length(), name.length()) >= 6 ? 2 : 1;
    return Math.abs(part.length() - name.length()) <= bearable
        && Integer.bitCount(letters(part) ^ letters(name)) <= 2 * bearable
        && distance(part, name) <= bearable;
  }

  /// Which letters occur, as bits: two more or fewer for each letter that is changed.
  private static int letters(String word) {
    var bits = 0;
    for (var i = 0; i < word.length(); i++) {
      bits |= 1 << (word.charAt(i) & 31);
    }
    return bits;
  }

  /// Letters to add, drop, change, or swap with the next one.
  private static int distance(String a, String b) {
    var before = new int[b.length() + 1];
    var last = new int[b.length() + 1];
    var row = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      var free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
