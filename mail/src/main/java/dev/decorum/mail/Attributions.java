package dev.decorum.mail;

import java.util.List;

/// Finds the line that introduces quoted words, such as `On 3 March 2026 at 10:15, Ann Lee wrote:`,
/// however many lines it is folded into and in the languages mail programs speak.
final class Attributions {

  private static final int MAX_LINES = 4;
  private static final int MAX_LOOSE_LINES = 7;

  private static final List<String> VERBS =
      Phrases.list(
          """
          wrote | writes | schrieb | schreibt | geschrieben | a écrit | a ecrit | écrivait
          escribió | escribio | ha escrito | schreef | geschreven | ha scritto | scrive
          escreveu | skrev | kirjoitti | napisał | napisal | pisze | написал | пишет
          napsal | napísal | írta | yazdı | şunu yazdı | 写道 | 寫道 | 書きました | 작성 | va escriure
          έγραψε | a scris | ezt írta | пише | написав | написала | je napisao | je napisala
          napisao je | је написао | je napisal | написа | kirjutas | rakstīja | rašė | đã viết
          menulis | เขียนว่า | כתב | كتب | نوشت | idatzi zuen
          """);

  /// How a dated attribution begins; white space follows.
  private static final List<String> LEADS =
      Phrases.list(
          """
          on | am | le | el | op | il | em | den | dne | w dniu | dnia | in data | a | at | from
          dňa | dana | ngày | на | în data | kl | den | tor | pada | la | στις | vào | в | date: | von | em seg
          """);

  private static final List<String> WEEKDAYS =
      Phrases.list(
          """
          mon | tue | wed | thu | fri | sat | sun | mo | di | mi | do | fr | sa | so | lun
          mar | mer | jeu | ven | sam | dim | mié | jue | vie | sáb | dom | gio | sab | пн
          man | tir | ons | tor | fre | lør | søn | mån | tis | lör | sön | ma | ti | ke | to
          pe | la | su | pon | wt | śr | czw | pt | sob | niedz | po | út | st | čt | pá | ne
          seg | ter | qua | qui | sex | вт | ср | чт | пт | сб | вс | понедельник | вторник | среда | четверг | пятница
          суббота | воскресенье
          """);

  private final TextLines lines;

  Attributions(TextLines lines) {
    this.lines = lines;
  }

  /// The line behind the attribution that begins here, or -1.
  int endAt(int first) {
    String opening = lines.lowerCase(first);
    if (opening.isEmpty()) {
      return -1;
    }
    boolean dated = isDated(opening);
    if (!dated && opening.indexOf('@') < 0 && !(mayEnd(first) && hasVerb(opening))) {
      return -1;
    }
    if (opening.charAt(0) >= '0' && opening.charAt(0) <= '9') {
      int end = withoutVerb(first, opening);
      if (end > 0) {
        return end;
      }
    }
    var joined = new StringBuilder();
    boolean verb = false;
    int last = Math.min(lines.count(), first + (dated ? MAX_LOOSE_LINES : MAX_LINES));
    int written = 0;
    for (int line = first; line < last; line++) {
      String text = lines.lowerCase(line);
      if (text.isEmpty()) {
        if (!dated || line > first + MAX_LINES) {
          return -1;
        }
        continue;
      }
      if (line > first
          && (isDated(text)
              || (lines.isMarked(line) && !hasVerb(text) && !isRest(text))
              || text.length() > 200)) {
        return -1;
      }
      written++;
      joined.append(joined.isEmpty() ? "" : " ").append(text);
      verb |= hasVerb(text) || hasVerb(joined);
      char end = text.charAt(text.length() - 1);
      if (verb && (end == ':' || end == '：')) {
        return accepts(joined.toString(), dated, written, line) ? line + 1 : -1;
      }
      if (verb && line + 1 < lines.count() && lines.isMarked(line + 1) && endsWithVerb(text)) {
        return accepts(joined.toString(), dated, written, line) ? line + 1 : -1;
      }
      if (end == '.' && !text.endsWith("via.") || end == '?' || end == '!') {
        return -1;
      }
    }
    return -1;
  }

  /// Whether a line that may be the last of it is near: of nearly all lines that is quickly denied.
  private boolean mayEnd(int first) {
    for (int line = first; line < Math.min(lines.count(), first + MAX_LINES); line++) {
      String text = lines.lowerCase(line);
      if (text.endsWith(":") || text.endsWith("：")) return true;
      if (line + 1 < lines.count() && lines.isMarked(line + 1)) return true;
    }
    return false;
  }

  /// A date is proof enough; a name alone needs an address, or quoted lines right below.
  private boolean accepts(String joined, boolean dated, int written, int lastLine) {
    if (joined.length() > 450) {
      return false;
    }
    if (dated) {
      return true;
    }
    int next = lines.skipBlank(lastLine + 1);
    boolean marked = next < lines.count() && lines.isMarked(next);
    boolean address =
        joined.indexOf('@') > 0 && (joined.indexOf('<') >= 0 || joined.indexOf("mailto:") >= 0);
    return marked ? written <= MAX_LINES && joined.length() < 200 : address && written <= 3;
  }

  /// `2016-03-03 17:21 GMT+01:00 Ann Lee <ann@…>:`, as some programs have it in all languages.
  private int withoutVerb(int first, String opening) {
    if (!Dates.hasNumericDate(opening.substring(0, Math.min(12, opening.length())))
        || !Dates.hasYear(opening)) {
      return -1;
    }
    boolean zoned = opening.indexOf("gmt") > 0 || opening.indexOf("utc") > 0;
    for (int line = first; line < Math.min(lines.count(), first + 2); line++) {
      String text = lines.lowerCase(line);
      if (text.isEmpty()) {
        return -1;
      }
      boolean lastOfIt =
          line + 1 >= lines.count() || lines.isBlank(line + 1) || lines.isMarked(line + 1);
      boolean closed = text.endsWith(">:") || text.endsWith(">");
      boolean plain = line == first && zoned && opening.length() < 80 && !hasVerb(opening);
      if (lastOfIt && (closed ? text.indexOf('@') >= 0 : plain)) {
        return line + 1;
      }
    }
    return -1;
  }

  private static boolean hasVerb(CharSequence text) {
    String words = text.toString();
    return VERBS.stream().anyMatch(words::contains);
  }

  /// The closing bracket of an address that was folded away from it.
  private static boolean isRest(String text) {
    return text.startsWith(">:") || text.startsWith("> :");
  }

  private static boolean endsWithVerb(String text) {
    return VERBS.stream().anyMatch(text::endsWith);
  }

  /// Begins as a date does and holds digits enough to be one.
  private static boolean isDated(String text) {
    String start = text.startsWith("> ") ? text.substring(2) : text;
    int digits = 0;
    for (int i = 0; i < start.length(); i++) {
      digits += start.charAt(i) >= '0' && start.charAt(i) <= '9' ? 1 : 0;
    }
    if (digits < 3) {
      return false;
    }
    boolean led =
        LEADS.stream().anyMatch(lead -> beginsWith(start, lead))
            || beginsWithWeekday(start)
            || Character.isDigit(start.charAt(0));
    return led && (Dates.hasYear(start) || Dates.hasNumericDate(start) || Dates.hasTime(start));
  }

  private static boolean beginsWith(String text, String lead) {
    return text.startsWith(lead)
        && text.length() > lead.length()
        && !Character.isLetterOrDigit(text.charAt(lead.length()));
  }

  private static boolean beginsWithWeekday(String text) {
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end < text.length()
        && (text.charAt(end) == ',' || text.charAt(end) == '.')
        && WEEKDAYS.contains(text.substring(0, end));
  }
}
