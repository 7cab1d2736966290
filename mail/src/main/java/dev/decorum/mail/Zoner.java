package dev.decorum.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells the new words of a mail from quoted ones and from signatures.
///
/// Lines marked by `>` are quoted. An attribution, a block of headers or a line such as `Original
/// Message` begins an earlier mail: where marked lines follow, only those are quoted, so that
/// answers in between stay new; else all to the end is. Signatures are looked for at the end of new
/// words. Each line is looked at a bounded number of times.
final class Zoner {

  private static final int MAX_DEPTH = 3;

  private enum Line {
    BLANK,
    NEW,
    MARKED,
    HEADER,
    EARLIER,
    FORWARDED,
    SIGNATURE,
    DISCLAIMER
  }

  private final TextLines lines;
  private final HeaderBlocks blocks;
  private final Attributions attributions;
  private final Signatures signatures;
  private final Line[] kinds;
  private final List<Hint> hints;

  /// By line: where a hint begins, and the line behind its end.
  private final Map<Integer, Integer> attributionHints = new HashMap<>();

  private final Set<Integer> earlierHints = new HashSet<>();
  private boolean anyNew;
  private boolean anyEarlier;

  /// The first earlier mail is said to be passed on, not answered.
  private boolean forwarded;

  private Zoner(String text, List<Hint> hints) {
    lines = new TextLines(text);
    this.hints = hints;
    blocks = new HeaderBlocks(lines);
    attributions = new Attributions(lines);
    signatures = new Signatures(lines);
    kinds = new Line[lines.count()];
  }

  static List<Zone> zones(String text) {
    return zones(text, List.of());
  }

  static List<Zone> zones(String text, List<Hint> hints) {
    var zoner = new Zoner(text, hints);
    zoner.placeHints();
    zoner.findQuotes();
    zoner.takeAllForNew();
    zoner.findSignatures();
    zoner.findHeadersInQuotes();
    zoner.takeHintedSignatures();
    return zoner.zones();
  }

  private void placeHints() {
    for (Hint hint : hints) {
      int first = lines.skipBlank(lines.at(hint.start()));
      switch (hint.kind()) {
        case ATTRIBUTION -> attributionHints.put(first, Math.max(first + 1, lines.at(hint.end())));
        case EARLIER -> earlierHints.add(first);
        case SIGNATURE -> {
          // Placed when the quotes are known.
        }
      }
    }
  }

  private void takeHintedSignatures() {
    for (Hint hint : hints) {
      if (hint.kind() == Hint.Kind.SIGNATURE) {
        for (int line = lines.at(hint.start()); line < lines.at(hint.end()); line++) {
          if (kinds[line] == Line.NEW) {
            kinds[line] = Line.SIGNATURE;
          }
        }
      }
    }
  }

  /// A mail of marked lines alone, introduced by nothing, says just that.
  private void takeAllForNew() {
    int first = lines.skipBlank(0);
    boolean onlyMarked =
        Arrays.stream(kinds).allMatch(kind -> kind == Line.MARKED || kind == Line.BLANK);
    if (first < lines.count() && onlyMarked && !lines.stripped(first).endsWith(":")) {
      for (int line = 0; line < kinds.length; line++) {
        kinds[line] = kinds[line] == Line.MARKED ? Line.NEW : kinds[line];
      }
    }
  }

  private void findQuotes() {
    int line = 0;
    while (line < lines.count()) {
      MailUnreadable.stopWhenInterrupted();
      line = Math.max(line + 1, next(line));
    }
  }

  private int next(int line) {
    if (lines.isBlank(line)) {
      return mark(line, line + 1, Line.BLANK);
    }
    if (earlierHints.contains(line)) {
      return hintedMail(line);
    }
    int hintedEnd = attributionHints.getOrDefault(line, -1);
    if (hintedEnd > 0) {
      return earlierMail(line, hintedEnd, false);
    }
    if (blocks.isBetweenMarks(line)) {
      return earlierMail(line, line + 1, true);
    }
    if (lines.isMarked(line)) {
      int wrapped = wrappedUntil(line + 1);
      return mark(line, wrapped, Line.MARKED);
    }
    if (blocks.announces(line)) {
      forwarded |= !anyEarlier && blocks.announcesForwarded(line);
      return earlierMail(line, blocks.endOfAnnouncement(line), true);
    }
    int blockEnd = blocks.endOfBlock(line);
    if (blockEnd > 0) {
      return earlierMail(blocks.startOfBlock(line), blockEnd, true);
    }
    int attributionEnd = attributions.endAt(line);
    if (attributionEnd > 0) {
      return earlierMail(line, attributionEnd, anyNew);
    }
    anyNew = true;
    return mark(line, line + 1, Line.NEW);
  }

  /// Some programs break a marked line that is too long and leave its rest unmarked.
  private int wrappedUntil(int line) {
    if (line >= lines.count() || lines.isBlank(line) || lines.isMarked(line)) {
      return line;
    }
    String before = lines.stripped(line - 1);
    String rest = lines.stripped(line);
    boolean wrapped =
        before.length() >= 65
            && ".?!:".indexOf(before.charAt(before.length() - 1)) < 0
            && rest.length() < 40
            && line + 1 < lines.count()
            && lines.isMarked(line + 1);
    return wrapped ? line + 1 : line;
  }

  /// What the HTML sets apart as an earlier mail: often it begins with a block of headers.
  private int hintedMail(int line) {
    int block = blocks.endOfBlock(line);
    if (block > 0) {
      return earlierMail(line, block, true);
    }
    int end = earlierMail(line, line + 1, true);
    kinds[line] = lines.isMarked(line) ? Line.MARKED : Line.EARLIER;
    return end;
  }

  /// An earlier mail that is introduced by the lines from `start` to `end`.
  private int earlierMail(int start, int end, boolean toTheEnd) {
    anyEarlier = true;
    mark(start, end, Line.HEADER);
    int first = lines.skipBlank(end);
    if (first >= lines.count() || lines.isMarked(first)) {
      return end;
    }
    if (isBarred(first)) {
      int bar = first;
      while (bar < lines.count() && (lines.isBlank(bar) || isBarred(bar))) {
        bar++;
      }
      return mark(end, bar, Line.EARLIER);
    }
    return toTheEnd ? earlierToTheEnd(end) : end;
  }

  /// All of it is earlier; the headers of still earlier mails in it are told apart.
  private int earlierToTheEnd(int from) {
    int line = from;
    while (line < lines.count()) {
      int header = lines.isBlank(line) ? -1 : endOfHeader(line);
      if (header > 0) {
        line = mark(headerStart(line, from), header, Line.HEADER);
      } else {
        line = mark(line, line + 1, forwarded ? Line.FORWARDED : Line.EARLIER);
      }
    }
    return line;
  }

  /// Marked lines quote mails that quote mails. What introduces those is looked for as it stands in
  /// the quoted mail, for a few marks.
  private void findHeadersInQuotes() {
    TextLines quoted = lines;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      quoted = quoted.unquoted();
      var quotedBlocks = new HeaderBlocks(quoted);
      var quotedAttributions = new Attributions(quoted);
      boolean any = false;
      for (int line = 0; line < kinds.length; line++) {
        if (isQuoted(kinds[line]) && lines.isMarked(line) && !quoted.isBlank(line)) {
          any = true;
          int end = endOfHeader(quotedBlocks, quotedAttributions, line);
          for (int i = line; i < end; i++) {
            kinds[i] = isQuoted(kinds[i]) ? Line.HEADER : kinds[i];
          }
        }
      }
      if (!any) {
        return;
      }
    }
  }

  private static boolean isQuoted(Line line) {
    return line == Line.MARKED || line == Line.EARLIER || line == Line.FORWARDED;
  }

  private int endOfHeader(int line) {
    return endOfHeader(blocks, attributions, line);
  }

  private static int endOfHeader(HeaderBlocks blocks, Attributions attributions, int line) {
    if (blocks.announces(line)) {
      return blocks.endOfAnnouncement(line);
    }
    int block = blocks.endOfBlock(line);
    return block > 0 ? block : attributions.endAt(line);
  }

  private int headerStart(int line, int from) {
    return blocks.endOfBlock(line) > 0 ? Math.max(from, blocks.startOfBlock(line)) : line;
  }

  private boolean isBarred(int line) {
    return lines.stripped(line).startsWith("|");
  }

  private int mark(int from, int to, Line kind) {
    Arrays.fill(kinds, from, to, kind);
    return to;
  }

  private void findSignatures() {
    int lastNew = lines.count() - 1;
    while (lastNew >= 0 && kinds[lastNew] != Line.NEW) {
      lastNew--;
    }
    int line = 0;
    while (line < lines.count()) {
      if (kinds[line] != Line.NEW) {
        line++;
        continue;
      }
      int end = line;
      while (end < lines.count() && (kinds[end] == Line.NEW || kinds[end] == Line.BLANK)) {
        end++;
      }
      boolean closing = end > lastNew || isEarlier(kinds[end]);
      int written = signatures.withoutFiles(line, end);
      int signature = signatures.start(line, written, closing);
      mark(signature, written, Line.SIGNATURE);
      mark(signatures.notice(signature, written), written, Line.DISCLAIMER);
      line = end;
    }
  }

  private static boolean isEarlier(Line line) {
    return line == Line.HEADER || line == Line.EARLIER || line == Line.FORWARDED;
  }

  private List<Zone> zones() {
    var zones = new ArrayList<Zone>();
    Zone.Kind open = null;
    int start = 0;
    for (int line = 0; line < lines.count(); line++) {
      Zone.Kind kind = kindOf(kinds[line]);
      if (kind == null || kind == open) {
        continue;
      }
      if (open != null) {
        zones.add(new Zone(open, start, lines.start(line)));
        start = lines.start(line);
      }
      open = kind;
    }
    if (lines.count() > 0) {
      zones.add(new Zone(open == null ? Zone.Kind.NEW : open, start, lines.start(lines.count())));
    }
    return zones;
  }

  /// Blank lines belong to what stands above them.
  private static Zone.@Nullable Kind kindOf(Line line) {
    return switch (line) {
      case BLANK -> null;
      case NEW -> Zone.Kind.NEW;
      case MARKED, EARLIER -> Zone.Kind.QUOTE;
      case HEADER -> Zone.Kind.HEADER;
      case FORWARDED -> Zone.Kind.FORWARDED;
      case SIGNATURE -> Zone.Kind.SIGNATURE;
      case DISCLAIMER -> Zone.Kind.DISCLAIMER;
    };
  }
}
