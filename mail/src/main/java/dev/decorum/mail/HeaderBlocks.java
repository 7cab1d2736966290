package dev.decorum.mail;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the blocks of `From:`, `Sent:`, `To:`, `Subject:` that programs put above an earlier mail,
/// and the lines that announce one, in the languages they are written in.
final class HeaderBlocks {

  private enum Label {
    FROM,
    SENT,
    TO,
    COPY,
    SUBJECT,
    OTHER
  }

  private static final int MAX_LABEL = 28;
  private static final int MAX_LINES = 80;
  private static final int MAX_BLANKS = 8;
  private static final int MIN_FOLDED = 60;

  private static final Map<String, Label> LABELS = new HashMap<>();

  private static void label(Label label, String names) {
    for (String name : Phrases.list(names)) {
      LABELS.put(name, label);
    }
  }

  static {
    label(
        Label.FROM,
        """
        from | von | de | da | van | från | fra | od | от | от кого | lähettäjä | mittente
        remitente | expéditeur | expediteur | absender | afzender | feladó | kimden | 发件人
        寄件者 | 寄件人 | 差出人 | 보낸 사람 | desde | author
        """);
    label(
        Label.SENT,
        """
        sent | date | gesendet | gesendet am | datum | envoyé | envoye | envoyé le
        date d'envoi | fecha | enviado | enviado el | enviada em | enviado em | data
        inviato | data invio | verzonden | skickat | sendt | dato | wysłano | дата
        отправлено | lähetetty | odesláno | elküldve | 发送时间 | 日期 | 送信日時 | 보낸 날짜 | on
        """);
    label(
        Label.TO,
        """
        to | an | à | a | para | aan | till | til | do | кому | vastaanottaja | destinatario
        destinataire | empfänger | komu | címzett | kime | 收件人 | 收件者 | 宛先 | 받는 사람 | pour
        """);
    label(
        Label.COPY,
        """
        cc | kopie | copie | copia | kopia | kopi | bcc | копия | dw | 抄送 | 副本 | cc:
        sent by
        """);
    label(
        Label.SUBJECT,
        """
        subject | betreff | objet | asunto | oggetto | onderwerp | ämne | emne | temat
        тема | aihe | předmět | tárgy | konu | assunto | sujet | 主题 | 主旨 | 件名 | 제목 | re
        """);
    label(
        Label.OTHER,
        """
        reply-to | antwort an | répondre à | responder a | risposta | rispondi a
        antwoord aan | importance | priority | wichtigkeit | priorität | importancia
        importanza | urgentie | anlagen | attachments | organization | organisation
        mailed-by | signed-by | message-id
        """);
  }

  /// Announce an earlier mail when they stand between dashes.
  private static final Set<String> ANNOUNCED =
      Phrases.set(
          """
          original message | originalmessage | reply separator | forward header
          original mail | original email | original e-mail | original appointment
          originalnachricht | original-nachricht | ursprüngliche nachricht
          urspruengliche nachricht | originaltermin | ursprünglicher termin
          message d'origine | message d’origine | message original | message initial
          mensaje original | messaggio originale | oorspronkelijk bericht
          origineel bericht | mensagem original | originalmeddelande
          ursprungligt meddelande | original besked | oprindelig meddelelse
          opprinnelig melding | alkuperäinen viesti | wiadomość oryginalna
          oryginalna wiadomość | původní zpráva | eredeti üzenet | исходное сообщение
          оригинальное сообщение | orijinal mesaj | 原始邮件 | 原始郵件 | 元のメッセージ | 원본 메시지
          """);

  private static final Set<String> FORWARDED =
      Phrases.set(
          """
          forwarded by | forwarded message | forwarded mail | forwarded email | forward by
          weitergeleitete nachricht | weitergeleitet von | weitergeleitete mail
          message transféré | message transmis | mensaje reenviado | messaggio inoltrato
          doorgestuurd bericht | doorgestuurd door | mensagem encaminhada
          vidarebefordrat meddelande | videresendt besked | videresendt melding
          пересылаемое сообщение | wiadomość przekazana | przekazana wiadomość
          edelleenlähetetty viesti | 转发的邮件 | transféré par | reenviado por | inoltrato da
          """);

  /// These need no dashes.
  private static final Set<String> BEGIN_FORWARDED =
      Phrases.set(
          """
          begin forwarded message | anfang der weitergeleiteten nachricht
          anfang der weitergeleiteten e-mail | début du message réexpédié
          début du message transféré | inicio del mensaje reenviado
          inizio messaggio inoltrato | begin doorgestuurd bericht
          início da mensagem reencaminhada | vidarebefordrat brev
          """);

  private final TextLines lines;

  HeaderBlocks(TextLines lines) {
    this.lines = lines;
  }

  /// Whether the line says that an earlier mail follows.
  boolean announces(int line) {
    return isAnnounced(line, ANNOUNCED, Set.of()) || announcesForwarded(line);
  }

  /// Whether the line says that a mail follows that somebody passes on.
  boolean announcesForwarded(int line) {
    return isAnnounced(line, FORWARDED, BEGIN_FORWARDED);
  }

  /// The line behind the announcement that begins here: some are folded, and closed by dashes.
  int endOfAnnouncement(int first) {
    for (int line = first; line < Math.min(lines.count(), first + 3); line++) {
      if (line > first && lines.isBlank(line)) {
        break;
      }
      if (lines.stripped(line).endsWith("---")) {
        return line + 1;
      }
    }
    return first + 1;
  }

  /// `>>> Ann Lee <ann@…> 3/3/26 10:15 >>>`, as one program has it.
  boolean isBetweenMarks(int line) {
    String text = lines.stripped(line);
    return text.length() > 10
        && text.startsWith(">>>")
        && text.endsWith(">>>")
        && (text.indexOf('@') > 0 || Dates.hasTime(text));
  }

  /// @param dashed need dashes before them
  /// @param bare need none
  private boolean isAnnounced(int line, Set<String> dashed, Set<String> bare) {
    String text = lines.lowerCase(line);
    if (text.length() < 10) {
      return false;
    }
    int start = 0;
    while (start < text.length() && isRule(text.charAt(start))) {
      start++;
    }
    int end = text.length();
    while (end > start && isRule(text.charAt(end - 1))) {
      end--;
    }
    String words = text.substring(start, end);
    if (start >= 2) {
      return dashed.stream().anyMatch(words::startsWith);
    }
    if (words.endsWith(":")) {
      words = words.substring(0, words.length() - 1).strip();
    }
    return bare.contains(words) || (text.endsWith("---") && dashed.contains(words));
  }

  /// A line of dashes and the like, which may stand above a block.
  boolean isRule(int line) {
    String text = lines.stripped(line);
    if (text.length() < 5) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isRule(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRule(char c) {
    return c == '-' || c == '_' || c == '*' || c == '=' || c == ' ' || c == '—' || c == '–'
        || c == '~';
  }

  /// The line behind the block that begins here, or -1. The block is looked at until its label
  /// comes again, so that a text full of labels takes no longer.
  int endOfBlock(int first) {
    Label opening = labelOf(first);
    if (opening == null || opening == Label.OTHER || opening == Label.COPY) {
      return -1;
    }
    Set<Label> seen = EnumSet.of(opening);
    boolean hasAddress = hasAddress(first);
    int last = first;
    int blanks = 0;
    for (int line = first + 1; line < lines.count() && line < first + MAX_LINES; line++) {
      if (lines.isBlank(line)) {
        blanks++;
        continue;
      }
      Label label = labelOf(line);
      if (label == null) {
        if (blanks > 0) {
          break;
        }
        hasAddress |= hasAddress(line);
        continue;
      }
      if ((label != Label.OTHER && label != Label.COPY && !seen.add(label))
          || blanks > MAX_BLANKS) {
        break;
      }
      seen.add(label);
      hasAddress |= hasAddress(line);
      last = line;
      blanks = 0;
    }
    boolean names = seen.contains(Label.FROM) || (opening == Label.TO && isBelowDate(first));
    boolean enough =
        names
            && (seen.contains(Label.SUBJECT)
                ? seen.contains(Label.TO) || seen.contains(Label.SENT)
                : seen.contains(Label.TO) && seen.contains(Label.SENT) && hasAddress);
    if (!enough) {
      return -1;
    }
    return labelOf(last) == Label.SUBJECT ? behindSubject(last) : behindValue(last);
  }

  /// A long subject may go on below, in a line of its own.
  private int behindSubject(int subject) {
    int next = subject + 1;
    boolean goesOn =
        lines.stripped(subject).length() >= MIN_FOLDED
            && next < lines.count()
            && !lines.isBlank(next)
            && lines.stripped(next).length() < MIN_FOLDED
            && (next + 1 >= lines.count() || lines.isBlank(next + 1));
    return goesOn ? next + 1 : next;
  }

  private int behindValue(int label) {
    int line = label + 1;
    while (line < lines.count() && !lines.isBlank(line) && line < label + MAX_LINES) {
      line++;
    }
    return line;
  }

  /// Where the block that begins with the label really starts: rules above it, and in some programs
  /// the sender's name and the date.
  int startOfBlock(int label) {
    int start = label;
    if (labelOf(label) == Label.TO) {
      start = senderAbove(label);
    }
    if (lines.isIndented(label)) {
      start = letterhead(label);
    }
    int above = start - 1;
    if (above >= 0 && lines.isBlank(above)) {
      above--;
    }
    return above >= 0 && isRule(above) ? above : start;
  }

  /// Some programs set an indented line with the firm's name above an indented block.
  private int letterhead(int label) {
    int start = label;
    for (int line = label - 1; line >= 0 && line >= label - 4; line--) {
      if (!lines.isIndented(line) && !lines.isBlank(line)) {
        break;
      }
      if (!lines.isBlank(line) && lines.stripped(line).length() < MIN_FOLDED) {
        start = line;
      }
    }
    return start;
  }

  private boolean isBelowDate(int line) {
    return dateAbove(line) >= 0;
  }

  /// The line above on which the date of an earlier mail begins, or -1.
  private int dateAbove(int label) {
    for (int line = label - 1; line >= 0 && line >= label - 5; line--) {
      String text = lines.stripped(line);
      if (text.isEmpty() || text.regionMatches(true, 0, "please respond to", 0, 17)) {
        continue;
      }
      if (Dates.isDateTime(text)) {
        return line;
      }
      // Folded between date and time.
      boolean folded =
          line > 0
              && Dates.hasTime(text)
              && text.length() < 16
              && Dates.hasNumericDate(lines.stripped(line - 1));
      return folded ? line - 1 : -1;
    }
    return -1;
  }

  private int senderAbove(int label) {
    int date = dateAbove(label);
    if (date < 0) {
      return label;
    }
    int start = date;
    if (!Dates.isOnlyDateTime(lines.stripped(date))) {
      return start;
    }
    while (start > 0
        && start > date - 3
        && !lines.isBlank(start - 1)
        && !endsSentence(lines.stripped(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean endsSentence(String text) {
    return text.isEmpty() || ".!?,".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  private boolean hasAddress(int line) {
    return lines.stripped(line).indexOf('@') > 0;
  }

  private @Nullable Label labelOf(int line) {
    String text = lines.stripped(line);
    int start = 0;
    while (start < text.length()
        && (text.charAt(start) == '*' || text.charAt(start) == ' ' || text.charAt(start) == '_')) {
      start++;
    }
    int end = start;
    while (end < text.length()
        && end - start <= MAX_LABEL
        && text.charAt(end) != ':'
        && text.charAt(end) != '：') {
      end++;
    }
    if (end == start || end >= text.length() || end - start > MAX_LABEL) {
      return null;
    }
    String name =
        text.substring(start, end)
            .replace('*', ' ')
            .replace('_', ' ')
            .strip()
            .toLowerCase(Locale.ROOT);
    return LABELS.get(name);
  }
}
