package dev.decorum.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The words of a bounce for people, in the many ways servers put them: whom the mail did not
/// reach, what the refusing server said of each, and where the returned mail begins.
final class BounceNotice {

  private static final int MAX_LINES = 400;
  private static final int MAX_RECIPIENTS = 100;

  /// What is shorter is a code without words.
  private static final int MIN_REFUSAL = 10;

  /// What stands above a returned mail, without the dashes around it.
  private static final List<String> RETURNED =
      Phrases.list(
          """
          original message follows | original message headers | original message header
          copy of the message | this is a copy of | below this line is | below is a copy
          enclosed is a copy | included is a copy | here is a copy | a copy of the original
          message headers follow | message header follows | message text follows
          returned message | unsent message | undelivered message | the header of the
          header of the original | headers of the original | original headers
          original mail | your original message | your message follows | text of your message
          ursprüngliche nachricht | message d'origine | mensaje original
          """);

  private static final Set<String> RETURNED_EXACTLY =
      Phrases.set("original message | message header | message headers | header | headers");

  /// What servers say first.
  private static final List<String> UNDELIVERED =
      Phrases.list(
          """
          could not be delivered | couldn't be delivered | can not be delivered
          cannot be delivered | can't be delivered | wasn't delivered | was not delivered
          has not been delivered | not been delivered | could not deliver | cannot deliver
          not able to deliver | wasn't able to deliver | unable to deliver
          error delivering | failed permanently | delivery has failed | delivery failed
          delivery failure | delivery to the following | failed to deliver
          undeliverable | undelivered | did not reach the following
          the following address | the following recipient | permanent fatal errors
          had delivery problems | had delivery errors | delivery error | delivery problem
          was automatically rejected | not yet been delivered | message is delayed
          delivery has been delayed | failed addresses | failure reasons | returned mail
          unknown user | unknown recipient | user unknown | invalid user | no such user
          error message below | non-delivery | nondelivery | attempting to deliver
          nicht zugestellt | nicht übermittelt | unzustellbar | zustellung fehlgeschlagen
          pas pu être remis | pas été remis | pas pu être livré | pas été distribué
          échec de la remise | échec de remise | non remis | no se ha podido entregar
          no se pudo entregar | no se puede entregar | no ha sido entregado
          stato possibile recapitare | non è stato recapitato | mancata consegna
          não foi possível entregar | não pôde ser entregue | não entregue
          kon niet worden bezorgd | niet worden afgeleverd | niet bezorgd | onbestelbaar
          не может быть доставлено | не было доставлено | не доставлено | не удалось доставить
          nie można dostarczyć | nie mogła zostać dostarczona | nie została dostarczona
          kunde inte levereras | kunne ikke leveres | ei voitu toimittaa | nelze doručit
          nem kézbesíthető | teslim edilemedi | 配信できません | 配信されません | 送信できません
          送信に失敗 | 届けられません | エラー | 无法送达 | 無法傳遞 | 无法投递 | 退信 | 배달하지 못
          """);

  /// May stand before a failed address in running words.
  private static final List<String> TOLD =
      Phrases.list(
          """
          to | for | recipient | recipients | user | address | addresses | userid | mailbox
          rcpt | forward | account | an | für | empfänger | à | para | destinataire | adresse
          destinatario | aan | 受信者 | 宛先 | получателю
          """);

  private final String[] lines;

  /// The first line that is no longer the server's.
  private final int end;

  /// Failed addresses by their lower case, in order, as they are spelt.
  private final Map<String, String> recipients = new LinkedHashMap<>();

  /// By line: the address, in lower case, that something is said of from here on.
  private final TreeMap<Integer, String> told = new TreeMap<>();

  private final Headers returned = new Headers();

  /// @param notSpokenOf addresses in lower case that are not the failed ones unless no other is
  BounceNotice(String text, Set<String> notSpokenOf) {
    lines = text.split("\n", MAX_LINES + 1);
    end = returnedMail();
    findRecipients(notSpokenOf);
    if (recipients.isEmpty()) {
      findRecipients(Set.of());
    }
  }

  /// Says in one of many ways that a mail was not delivered.
  boolean saysUndelivered() {
    for (int i = 0; i < end; i++) {
      String line = lines[i].toLowerCase(Locale.ROOT).replace('\u2019', '\'');
      if (UNDELIVERED.stream().anyMatch(line::contains) || isRefusal(line)) {
        return true;
      }
    }
    return false;
  }

  /// A server's answer, as it stands in a transcript.
  private static boolean isRefusal(String line) {
    String answer = afterAnswerMark(line.strip());
    return Smtp.replyCode(answer) >= 500;
  }

  private static String afterAnswerMark(String line) {
    int at = line.startsWith("<<<") ? 3 : line.indexOf(">>> 5");
    return at < 0 ? line : line.substring(Math.min(line.length(), at == 3 ? 3 : at + 4)).strip();
  }

  boolean hasReturnedMail() {
    return end < lines.length;
  }

  /// The header fields of the returned mail, where they stand in the text.
  Headers returned() {
    return returned;
  }

  List<String> recipients() {
    return List.copyOf(recipients.values());
  }

  String words() {
    return words(0, end);
  }

  /// What is said of the recipient; all there is where none is told apart.
  String words(String recipient) {
    String address = recipient.toLowerCase(Locale.ROOT);
    if (recipients.size() <= 1 || !recipients.containsKey(address)) {
      return words();
    }
    var words = new StringBuilder();
    int within = -1;
    for (int i = 0; i < end; i++) {
      String begins = told.get(i);
      if (begins != null) {
        within = begins.equals(address) ? i : -1;
      } else if (within >= 0 && Smtp.replyCode(lines[within].strip()) > 0 && !isContinued(i)) {
        // A line of a transcript stands for itself.
        within = -1;
      }
      if (within >= 0 || lines[i].toLowerCase(Locale.ROOT).contains(address)) {
        words.append(lines[i]).append('\n');
      }
    }
    boolean saysMore =
        Characters.withoutWhitespace(words.toString()).length() > 2 * recipient.length() + 8;
    return saysMore ? words.toString() : words();
  }

  private boolean isContinued(int line) {
    return lines[line].startsWith(" ") || lines[line].startsWith("\t");
  }

  private String words(int from, int to) {
    return String.join("\n", List.of(lines).subList(from, Math.max(from, to)));
  }

  /// When the server refused, as far as the words tell.
  static BounceReasons.Moment moment(String words, String recipient) {
    String text = String.join(" ", Characters.words(words.toLowerCase(Locale.ROOT)));
    int data = text.indexOf(">>> data <<< 5");
    boolean afterData =
        text.contains("end of data")
            || text.contains("reply to data command")
            || text.contains("after i sent the message")
            || text.contains("transmission failure has occurred")
            || (data >= 0 && text.indexOf("5.0.0 service unavailable", data) > 0);
    boolean atRecipient =
        text.contains("rcpt to") || text.contains("rcpt_to") || text.contains("rcpt command");
    boolean atSender =
        !atRecipient
            && (text.contains("after mail from")
                || text.contains("reply to mail from")
                || text.contains(">>> mail from"));
    int reply = Smtp.replyAt(text);
    String refusal = text.length() - reply < MIN_REFUSAL ? text : text.substring(reply);
    boolean named = recipient.isEmpty() || refusal.contains(recipient.toLowerCase(Locale.ROOT));
    return new BounceReasons.Moment(atSender, atRecipient, afterData, named);
  }

  // The returned mail.

  private int returnedMail() {
    int last = Math.min(lines.length, MAX_LINES);
    for (int i = 0; i < last; i++) {
      boolean announced = announcesReturned(lines[i]) && !isFollowedByRecipient(i + 1, last);
      if (announced || beginsReturned(i, last)) {
        readReturned(announced ? i + 1 : i);
        return i;
      }
    }
    return last;
  }

  private boolean announcesReturned(String line) {
    String text = line.toLowerCase(Locale.ROOT);
    int start = 0;
    while (start < text.length() && "-=|*_>#. \t".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int to = text.length();
    while (to > start && "-=|*_>#.: \t\r".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    String words = text.substring(start, to);
    return words.length() < 100
        && (RETURNED_EXACTLY.contains(words) || RETURNED.stream().anyMatch(words::startsWith));
  }

  /// Some speak of the returned mail before they come to the addresses.
  private boolean isFollowedByRecipient(int from, int to) {
    for (int i = from; i < Math.min(to, from + 3); i++) {
      if (!lines[i].isBlank()) {
        return leadingAddress(lines[i]) != null;
      }
    }
    return false;
  }

  /// Two header fields at the beginning of their lines, one of those that servers write.
  private boolean beginsReturned(int line, int last) {
    String text = lines[line].toLowerCase(Locale.ROOT);
    boolean trace =
        text.startsWith("received:")
            || text.startsWith("return-path:")
            || text.startsWith("message-id:")
            || text.startsWith("dkim-signature:")
            || text.startsWith("x-received:")
            || text.startsWith("arc-seal:");
    if (!trace) {
      return false;
    }
    for (int i = line + 1; i < Math.min(last, line + 12); i++) {
      if (!lines[i].startsWith(" ") && !lines[i].startsWith("\t")) {
        return HeaderBlock.isField(lines[i], 0, lines[i].length());
      }
    }
    return false;
  }

  private void readReturned(int from) {
    int start = from;
    while (start < lines.length && !HeaderBlock.isField(lines[start], 0, lines[start].length())) {
      if (start - from > 6) {
        return;
      }
      start++;
    }
    HeaderBlock.read(String.join("\n", List.of(lines).subList(start, lines.length)), 0, returned);
  }

  // The recipients.

  private void findRecipients(Set<String> notSpokenOf) {
    for (int i = 0; i < end && recipients.size() < MAX_RECIPIENTS; i++) {
      String address = leadingAddress(lines[i]);
      if (address != null) {
        add(address, i, notSpokenOf);
      }
    }
    if (recipients.isEmpty()) {
      for (int i = 0; i < end && recipients.size() < MAX_RECIPIENTS; i++) {
        for (String address : toldAddresses(lines[i])) {
          add(address, i, notSpokenOf);
        }
      }
    }
  }

  private void add(String address, int line, Set<String> notSpokenOf) {
    String key = address.toLowerCase(Locale.ROOT);
    if (!notSpokenOf.contains(key)) {
      recipients.putIfAbsent(key, address);
      told.put(line, key);
    }
  }

  /// The address that the line is about: it stands first, behind marks and a server's code at most.
  private static @Nullable String leadingAddress(String line) {
    int at = skipMarks(line, 0);
    int code = Smtp.replyCode(line.substring(at));
    if (code > 0) {
      at = skipMarks(line, Math.min(line.length(), at + 4));
      String status = Smtp.status(line.substring(at, Math.min(line.length(), at + 12)));
      if (!status.isEmpty() && line.startsWith(status, at)) {
        at = skipMarks(line, at + status.length());
      }
    }
    int stop = addressEnd(line, at);
    return stop < 0 ? null : line.substring(at, stop);
  }

  private static int skipMarks(String line, int from) {
    int at = from;
    while (at < line.length() && " \t*-•>\"'“<([:".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /// The addresses behind words or marks that speak of a recipient.
  private static List<String> toldAddresses(String line) {
    var addresses = new ArrayList<String>();
    for (int sign = line.indexOf('@'); sign >= 0; sign = line.indexOf('@', sign + 1)) {
      int start = sign;
      while (start > 0 && isLocal(line.charAt(start - 1))) {
        start--;
      }
      int stop = addressEnd(line, start);
      if (stop > 0 && isTold(line.substring(0, start))) {
        addresses.add(line.substring(start, stop));
      }
    }
    return addresses;
  }

  private static boolean isTold(String before) {
    String text = before.toLowerCase(Locale.ROOT);
    if (text.contains("mail from:") || text.contains("from: <")) {
      return false;
    }
    int to = text.length();
    while (to > 0 && " \t<(\"':“[".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    boolean colon = text.substring(to).indexOf(':') >= 0;
    int start = to;
    while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, to);
    return (colon && !word.equals("from")) || TOLD.contains(word);
  }

  /// Behind the address that begins at `start`, or -1.
  private static int addressEnd(String line, int start) {
    int at = start;
    while (at < line.length() && isLocal(line.charAt(at))) {
      at++;
    }
    if (at == start || at - start > 200 || at >= line.length() || line.charAt(at) != '@') {
      return -1;
    }
    int domain = at + 1;
    int to = domain;
    while (to < line.length() && isDomain(line.charAt(to))) {
      to++;
    }
    while (to > domain && (line.charAt(to - 1) == '.' || line.charAt(to - 1) == '-')) {
      to--;
    }
    return to > domain && line.indexOf('.', domain) > 0 && line.indexOf('.', domain) < to ? to : -1;
  }

  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || ".!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }
}
