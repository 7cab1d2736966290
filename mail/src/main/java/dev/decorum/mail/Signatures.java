package dev.decorum.mail;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds where the words of a mail end and its signature, device line, notice or list footer
/// begins.
final class Signatures {

  private static final int MAX_BLOCK = 16;
  private static final int MAX_DELIMITED = 40;
  private static final int MAX_WRITTEN = 12;

  /// `1,250` is an amount; nobody writes a telephone number so.
  private static final Pattern THOUSANDS = Pattern.compile("\\d,\\d{3}(?!\\d)");

  private static final Set<String> CONTACT_LABELS =
      Phrases.set(
          """
          phone | ph | tel | telephone | telefon | telefoon | téléphone | tél | teléfono
          telefono | fon | fax | facsimile | telefax | mobile | mob | mobil | móvil | cell
          cellular | cellulare | gsm | handy | office | direct | home | work | pager | email
          e-mail | mail | e | m | t | f | p | d | o | w | c | h | web | website | internet
          url | skype | blog | twitter | linkedin | facebook | xing | durchwahl | zentrale
          """);

  private static final List<String> DEVICE =
      Phrases.list(
          """
          sent from | sent via | sent with | sent by galaxy | sent using | sent on the go
          from my iphone | from my ipad | from my mobile | from my blackberry
          get outlook for | get [outlook | von meinem | von meiner | gesendet von
          gesendet mit | diese nachricht wurde von meinem | diese nachricht wurde mit
          envoyé de mon | envoyé depuis | envoyé à partir | envoyé avec | enviado desde
          enviado do | enviado de mi | enviado con | obtener outlook | inviato da
          inviato dal | ottieni outlook | verzonden met | verzonden vanaf | verzonden van
          verstuurd vanaf | verstuurd met | outlook voor | outlook für | télécharger outlook
          skickat från | sendt fra | sendt med | skickat med | hämta outlook | hent outlook
          pobierz aplikację outlook | wysłano z | odoslané z | elküldve | trimis de pe | poslano z
          gönderildi | надіслано з | lähetetty | wysłane z | отправлено с | odesláno z | 從我的
          从我的 | 发自我的 | iphoneから | 나의 iphone
          """);

  private static final List<String> NOTICES =
      Phrases.list(
          """
          confidentiality notice | disclaimer | this e-mail and any | this email and any
          this e-mail message | this email message | this message and any
          this message (including | this message is intended | this e-mail is intended
          this email is intended | this communication | this e-mail contains
          this email contains | this message contains | this transmission
          the information contained in this | the information in this e
          the contents of this e | this e-mail ( | this email ( | important notice
          privileged and confidential | diese e-mail enthält | diese e-mail kann
          diese nachricht enthält | diese nachricht ist | diese e-mail ist
          der inhalt dieser e-mail | vertraulichkeitshinweis | ce message et
          ce message est | ce courriel | ce message contient | este mensaje | este correo
          aviso legal | aviso de confidencialidad | dit bericht | deze e-mail
          dit e-mailbericht | questo messaggio | questa e-mail | le informazioni contenute
          please consider the environment | bitte denken sie an die umwelt
          """);

  private static final Set<String> SIGN_OFFS =
      Phrases.set(
          """
          regards | best regards | kind regards | warm regards | with regards | many regards
          best | best wishes | all the best | sincerely | yours sincerely | sincerely yours
          yours faithfully | yours truly | yours | cheers | thanks | thank you | many thanks
          thanks again | thanks in advance | thanks and regards | thanks & regards | thx
          thanx | respectfully | cordially | love | take care | rgds | br | kr | mfg | lg
          vh | mvh | hälsningar | med vänliga hälsningar | vänliga hälsningar | med vänlig hälsning
          med venlig hilsen | venlig hilsen | med vennlig hilsen | vennlig hilsen | hilsen
          ystävällisin terveisin | terveisin | pozdrawiam | z poważaniem | s pozdravem | pozdrav
          üdvözlettel | saygılarımla | с уважением | з повагою | com os melhores cumprimentos
          cumprimentos | atenciosamente | abraço | obrigado | obrigada | tack | takk | tak | kiitos
          vg | mit freundlichen grüßen | mit freundlichen gruessen | mit freundlichem gruß
          freundliche grüße | freundlicher gruß | viele grüße | beste grüße | liebe grüße
          herzliche grüße | schöne grüße | mit besten grüßen | mit lieben grüßen | gruß
          grüße | gruss | danke | vielen dank | cordialement | bien cordialement
          bien à vous | salutations | sincères salutations | merci | amicalement | saludos
          un saludo | saludos cordiales | atentamente | gracias | muchas gracias
          cordialmente | met vriendelijke groet | met vriendelijke groeten
          vriendelijke groet | vriendelijke groeten | groeten | groet | mvg | bedankt
          distinti saluti | cordiali saluti | saluti | un saluto | grazie | grazie mille
          """);

  private final TextLines lines;

  Signatures(TextLines lines) {
    this.lines = lines;
  }

  /// The line within `from` to `to` (exclusive) at which the signature begins; `to` where there is
  /// none. `closing` says that what follows is the end or an earlier mail, not the next remark in
  /// between.
  int start(int from, int to, boolean closing) {
    int delimited = delimiter(from, to);
    if (!closing) {
      return delimited;
    }
    int end = delimited;
    int before;
    do {
      before = end;
      end = withoutTail(from, end);
    } while (end < before);
    int contact = contactBlock(from, end);
    // Blank lines above stay with the text.
    return Math.max(contact, from);
  }

  /// Before the list of files that some programs put at the very end, below a signature.
  int withoutFiles(int from, int to) {
    int last = lastWritten(from, to);
    int line = last;
    while (line > from && isFile(line)) {
      line--;
    }
    return line < last && lines.isBlank(line) ? line + 1 : to;
  }

  /// ` - Offer.pdf`.
  private boolean isFile(int line) {
    String text = lines.stripped(line);
    int dot = text.lastIndexOf('.');
    return (text.startsWith("- ") || text.startsWith("<<"))
        && dot > 2
        && text.length() - dot <= 6
        && text.length() - dot >= 3
        && text.substring(dot + 1).chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '>');
  }

  /// The line within the signature at which a notice of confidentiality begins, or `to`.
  int notice(int from, int to) {
    for (int line = from; line < to; line++) {
      if (isNotice(line)) {
        return line;
      }
    }
    return to;
  }

  /// Of `-- ` or, when little follows, `--`.
  private int delimiter(int from, int to) {
    for (int line = from; line < to; line++) {
      if (lines.length(line) <= 5) {
        String raw = lines.raw(line);
        boolean mark = raw.strip().equals("--") || (raw.strip().equals("—") && to - line <= 12);
        if (mark && to - line <= MAX_DELIMITED && isShort(line + 1, to)) {
          return line;
        }
      }
    }
    return to;
  }

  /// Few lines, or few above a notice: what is longer has been written to be read.
  private boolean isShort(int from, int to) {
    int written = 0;
    for (int line = from; line < to && !isNotice(line); line++) {
      written += lines.isBlank(line) ? 0 : 1;
    }
    return written <= MAX_WRITTEN;
  }

  /// Takes device lines, rules, notices and list footers off the end.
  private int withoutTail(int from, int to) {
    int last = lastWritten(from, to);
    if (last < from) {
      return to;
    }
    if (isDevice(last) || isOnlyMarks(last)) {
      return last;
    }
    int start = last;
    while (start > from && !lines.isBlank(start - 1) && last - start < 40) {
      start--;
    }
    for (int line = start; line <= last; line++) {
      if (isNotice(line)) {
        return line;
      }
    }
    if (start > from) {
      int rule = footerRule(from, last);
      if (rule >= 0) {
        return rule;
      }
    }
    return to;
  }

  /// A long rule with a list's footer below, at most a few lines from the end.
  private int footerRule(int from, int last) {
    boolean footer = false;
    for (int line = last; line >= from && line > last - 10; line--) {
      String text = lines.lowerCase(line);
      footer |=
          text.contains("http") || text.contains("unsubscribe") || text.contains("mailing list");
      if (text.length() >= 20 && isOnlyMarks(line)) {
        return footer ? line : -1;
      }
    }
    return -1;
  }

  private int lastWritten(int from, int to) {
    int line = to - 1;
    while (line >= from && lines.isBlank(line)) {
      line--;
    }
    return line;
  }

  boolean isDevice(int line) {
    String text = lines.lowerCase(line);
    int start = 0;
    while (start < text.length() && "<([*_ ".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    String words = text.substring(start);
    if (words.length() > 140) {
      return false;
    }
    boolean german = words.startsWith("von mein");
    return DEVICE.stream().anyMatch(words::startsWith) && (!german || words.contains("gesendet"))
        || words.endsWith(" from mobile");
  }

  private boolean isNotice(int line) {
    String text = lines.lowerCase(line);
    int start = 0;
    while (start < text.length() && "*_-=[(# \"".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    String words = text.substring(start);
    return NOTICES.stream().anyMatch(words::startsWith) && isLegal(line);
  }

  /// A notice speaks of who may read it; a sentence of the mail that begins alike does not.
  private boolean isLegal(int line) {
    var all = new StringBuilder();
    for (int i = line; i < Math.min(lines.count(), line + 8); i++) {
      all.append(lines.lowerCase(i)).append(' ');
    }
    String text = all.toString();
    return text.contains("confidential")
        || text.contains("intended")
        || text.contains("privileged")
        || text.contains("vertraulich")
        || text.contains("confidenti")
        || text.contains("confidencial")
        || text.contains("vertrouwelijk")
        || text.contains("riservat")
        || text.contains("before printing")
        || text.contains("umwelt")
        || lines.length(line) > TextLines.MAX_MARK;
  }

  private boolean isOnlyMarks(int line) {
    String text = lines.stripped(line);
    if (text.isEmpty()) {
      return false;
    }
    if (text.equals("ᐧ")) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      if ("-_=*~#+ ".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return text.length() > 1;
  }

  /// Name, function, firm and numbers below each other, at the very end. There must be a number or
  /// an address among them and something else, and no sentence; links alone are what the mail is
  /// about.
  private int contactBlock(int from, int to) {
    int last = lastWritten(from, to);
    int top = last + 1;
    int provenTop = -1;
    int numbers = 0;
    int links = 0;
    int titles = 0;
    for (int line = last; line >= from && line > last - MAX_BLOCK; line--) {
      if (lines.isBlank(line)) {
        continue;
      }
      boolean link = isLink(line);
      boolean number = !link && isContact(line);
      boolean title = !link && !number && isTitle(line);
      boolean neutral = isOnlyMarks(line) || isExtension(line);
      if ((!link && !number && !title && !neutral) || isSignOff(line)) {
        break;
      }
      links += link ? 1 : 0;
      numbers += number ? 1 : 0;
      titles += title ? 1 : 0;
      top = line;
      if (link || number) {
        provenTop = line;
      }
    }
    if (numbers + links == 0 || numbers + titles < Math.max(links, titles == 0 ? 2 : 1)) {
      return to;
    }
    int start = startOfBlock(from, top, provenTop);
    boolean isAll = to == lines.count() && from == 0 && lines.skipBlank(from) >= start;
    return isLink(start) || isAll || (start > from && endsWithColon(start)) ? to : start;
  }

  private boolean endsWithColon(int start) {
    int above = start - 1;
    while (above >= 0 && lines.isBlank(above)) {
      above--;
    }
    return above >= 0 && lines.stripped(above).endsWith(":");
  }

  /// A name right below the sign-off belongs to the text.
  private int startOfBlock(int from, int top, int provenTop) {
    int start = top;
    if (start > from && isSignOff(start - 1) && start < provenTop) {
      return start + 1;
    }
    // A single line in its own paragraph is the name under the words.
    while (start < provenTop && lines.isBlank(start + 1)) {
      start = lines.skipBlank(start + 1);
    }
    return start;
  }

  private boolean isSignOff(int line) {
    if (lines.isBlank(line)) {
      return false;
    }
    String text = lines.lowerCase(line);
    int end = text.length();
    while (end > 0 && ",.!-; ".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return SIGN_OFFS.contains(text.substring(0, end));
  }

  private boolean isLink(int line) {
    String text = lines.lowerCase(line);
    return (text.startsWith("http") || text.startsWith("<http") || text.startsWith("www."))
        && text.length() <= 160
        && Characters.words(text).size() <= 6;
  }

  /// Holds a telephone number or an address and hardly anything else.
  private boolean isContact(int line) {
    String text = lines.lowerCase(line);
    if (text.isEmpty() || text.length() > 120 || isItem(text)) {
      return false;
    }
    int digits = 0;
    int letters = 0;
    int slashes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      letters += Character.isLetter(c) ? 1 : 0;
      slashes += c == '/' ? 1 : 0;
    }
    int words = Characters.words(text).size();
    int colon = text.indexOf(':');
    boolean labelled = colon > 0 && !text.startsWith("//", colon + 1);
    if (labelled) {
      return isContactLabel(text.substring(0, colon))
          && (digits >= 5 || text.indexOf('.', colon) > 0 || text.indexOf('@') > 0);
    }
    boolean address = text.indexOf('@') > 0 && text.indexOf('.', text.indexOf('@')) > 0;
    if (words <= 5 && (address || text.contains("www.") || text.contains("://"))) {
      return true;
    }
    boolean date = slashes == 2;
    // An extension alone stands below many a name that is no signature.
    return words <= 9
        && !date
        && !text.endsWith(".")
        && ((digits >= 7 && letters <= digits * 2) || (digits >= 5 && isContactLabel(text)));
  }

  /// A number within a house, such as `x3-0977`.
  private boolean isExtension(int line) {
    String text = lines.stripped(line);
    long digits = text.chars().filter(Character::isDigit).count();
    long letters = text.chars().filter(Character::isLetter).count();
    return digits >= 4 && letters <= 3 && text.length() <= 12;
  }

  private static boolean isContactLabel(String text) {
    int end = 0;
    while (end < text.length()
        && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    return CONTACT_LABELS.contains(text.substring(0, end));
  }

  /// An item of a list or a row of a table.
  private static boolean isItem(String text) {
    return text.startsWith("- ")
        || text.startsWith("* ")
        || text.indexOf('$') >= 0
        || text.indexOf('€') >= 0
        || THOUSANDS.matcher(text).find()
        || text.indexOf('\t') >= 0;
  }

  /// Short and in capitals at the beginnings: a name, a function, a firm, a street.
  private boolean isTitle(int line) {
    String text = lines.stripped(line);
    if (text.isEmpty()
        || text.length() > 70
        || isItem(text)
        || text.indexOf(':') >= 0
        || "?!;".indexOf(text.charAt(text.length() - 1)) >= 0) {
      return false;
    }
    List<String> words = Characters.words(text);
    if (words.size() > 9 || (text.endsWith(".") && words.size() > 4)) {
      return false;
    }
    int capitals = 0;
    int counted = 0;
    for (String word : words) {
      char first = word.charAt(0);
      if (!Character.isLetterOrDigit(first) && word.length() < 3) {
        continue;
      }
      counted++;
      int letter = Character.isLetterOrDigit(first) || word.length() == 1 ? 0 : 1;
      capitals +=
          Character.isUpperCase(word.charAt(letter)) || Character.isDigit(word.charAt(letter))
              ? 1
              : 0;
    }
    return counted > 0 && capitals * 5 >= counted * 3;
  }
}
