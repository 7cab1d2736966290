package dev.decorum.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/// Judges a mail by its headers and, where a machine answered, by its first words.
///
/// A machine is believed to be one when it says so, after RFC 3834 or in one of the older ways. A
/// subject alone is believed where it has the form that mail programs give it: people also write
/// about holidays and automatic answers.
final class Verdicts {

  private static final int MAX_HOPS = 100;
  private static final int MAX_PASSES = 3;

  /// How much of the text is looked at.
  private static final int OPENING = 1_000;

  /// In a machine's subject.
  private static final List<String> AWAY =
      Phrases.list(
          """
          out of office | out of the office | out-of-office | away from the office | away until
          away from my | on vacation | on holiday | on annual leave | vacation | on leave
          ooo | oof | absence | absent | abwesen | nicht im büro | nicht im hause | im urlaub
          hors du bureau | en congé | en vacances | fuera de la oficina | fuera de oficina
          ausente | ausencia | de vacaciones | afwezig | niet aanwezig | niet op kantoor
          fuori sede | fuori ufficio | assenza | assente | in ferie | vakantie | ausência
          fora do escritório | de férias | frånvar | inte på kontoret | på semester
          ikke på kontoret | ikke til stede | på ferie | fravær | poissa | lomalla | nieobecn
          poza biurem | na urlopie | mimo kancelář | nepřítom | dovolen | házon kívül
          szabadságon | ofis dışında | izinde | отсутств | в отпуске | вне офиса | не в офисе
          不在 | 休暇 | 休假 | 外出 | 부재 | 휴가
          """);

  /// In the first words of a machine's answer, beyond those.
  private static final List<String> AWAY_WORDS =
      Phrases.list(
          """
          i am away | i'm away | am currently away | be away | be out of | am out until
          i am out | i'm out | will be out | limited access to e | no access to e
          limited access to my | return to the office | returning to the office | back in the office
          be back on | when i return | upon my return | on my return | maternity leave
          paternity leave | parental leave | sick leave | annual leave | not in the office
          wieder erreichbar | wieder für sie da | wieder im büro | nicht erreichbar
          bin ich nicht | außer haus | elternzeit | de retour | je suis absent | en déplacement
          vuelvo | volveré | no estoy en la | rientro | rientrerò | sono in ferie | ben ik weer
          ik ben afwezig | regresso | estarei fora | tillbaka | tilbage den | tilbake
          wracam | powrót
          """);

  private static final List<String> REPLIED =
      Phrases.list(
          """
          automatic reply | auto reply | auto-reply | autoreply | auto response
          autoresponse | auto-response | automatic response | automated response
          automated reply | automatische antwort | automatische reaktion
          réponse automatique | reponse automatique | respuesta automática
          respuesta automatica | risposta automatica | automatisch antwoord
          automatische antwoord | resposta automática | autosvar | automatiskt svar
          automatisk svar | automaattinen vastaus | automatyczna odpowiedź
          odpowiedź automatyczna | automatická odpověď | automatikus válasz
          otomatik yanıt | автоматический ответ | автоответ | 自動応答 | 自動返信 | 自动回复
          自動回覆 | 자동 회신
          """);

  /// How mail programs begin the subject of an absence.
  private static final List<String> AWAY_TITLES =
      Phrases.list(
          """
          out of office autoreply | out of office reply | out of office | out of the office
          out-of-office | ooo | abwesenheitsnotiz | abwesenheitsnachricht | abwesend
          abwesenheit | absence du bureau | message d'absence | notification d'absence
          fuera de la oficina | fuera de oficina | fuori sede | fuori ufficio | afwezigheidsbericht
          niet aanwezig | frånvarande | fravær | poissa | nieobecność | ausência
          fora do escritório
          """);

  /// Whatever they say, only machines write these.
  private static final List<String> ANSWER_FIELDS =
      Phrases.list(
          """
          x-autoreply | x-auto-reply | x-autorespond | x-autoresponder | x-autoresponse
          x-mail-autoreply | x-autoreply-from | x-vacation | x-ooo
          """);

  private static final Set<String> BULK_PRECEDENCE = Set.of("bulk", "junk");

  private final Headers headers;
  private final String subject;
  private final String opening;
  private final Reports reports;
  private final String autoSubmitted;

  Verdicts(Headers headers, String subject, String text, Reports reports) {
    this.headers = headers;
    this.reports = reports;
    this.subject = withoutMarks(subject.toLowerCase(Locale.ROOT));
    this.opening =
        text.substring(0, Math.min(text.length(), OPENING))
            .toLowerCase(Locale.ROOT)
            .replace('\u2019', '\'');
    this.autoSubmitted =
        MimeParameters.read(withoutComment(headers.first("auto-submitted"))).value();
  }

  Verdict verdict() {
    if (headers.all("received").size() > MAX_HOPS || isDeliveredAgain()) {
      return Verdict.LOOP;
    }
    if (reports.isComplaint()) {
      return Verdict.COMPLAINT;
    }
    if (reports.isReceipt()) {
      return Verdict.RECEIPT;
    }
    if (reports.isBounce()) {
      return Verdict.BOUNCE;
    }
    if (isAutomaticAnswer()) {
      return isAway() ? Verdict.OUT_OF_OFFICE : Verdict.AUTO_REPLY;
    }
    if (isList()) {
      return Verdict.LIST;
    }
    if (headers.has("x-loop")) {
      return Verdict.LOOP;
    }
    return isBulk() ? Verdict.BULK : Verdict.ORDINARY;
  }

  /// A machine sent it.
  boolean autoSubmitted() {
    return isAutoSubmitted() || isAutomaticAnswer();
  }

  /// Whether a machine may answer the mail (RFC 3834, 2): never another machine, a list, or an
  /// address that nobody reads.
  boolean mayBeAnsweredByMachine(Verdict verdict) {
    List<Address> from = headers.addresses("from");
    return verdict == Verdict.ORDINARY
        && !autoSubmitted()
        && from.size() == 1
        && from.getFirst().address().indexOf('@') > 0
        && !MailSystems.hasNullSender(headers)
        && !MailSystems.isMailSystem(from.getFirst())
        && !MailSystems.isUnattended(from.getFirst())
        && !suppressesAnswers()
        && !headers.has("feedback-id")
        && !headers.has("list-id");
  }

  private boolean suppressesAnswers() {
    String suppressed = headers.first("x-auto-response-suppress").toLowerCase(Locale.ROOT);
    return !suppressed.isEmpty() && !suppressed.equals("none");
  }

  /// RFC 3834, 5: whatever is not `no` is a machine, registered or not.
  private boolean isAutoSubmitted() {
    return !autoSubmitted.isEmpty() && !autoSubmitted.equals("no");
  }

  private static String withoutComment(String value) {
    int comment = value.indexOf('(');
    return comment < 0 ? value : value.substring(0, comment);
  }

  private static String withoutMarks(String subject) {
    int start = 0;
    while (start < subject.length() && "[(*# ".indexOf(subject.charAt(start)) >= 0) {
      start++;
    }
    return subject.substring(start);
  }

  /// The same last server hands it out for the third time.
  private boolean isDeliveredAgain() {
    var passes = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
    headers.all("delivered-to").forEach(to -> passes.merge(to, 1, Integer::sum));
    return passes.entrySet().stream()
        .anyMatch(pass -> pass.getKey().indexOf('@') > 0 && pass.getValue() >= MAX_PASSES);
  }

  private boolean isAutomaticAnswer() {
    if (autoSubmitted.equals("no")) {
      return false;
    }
    return autoSubmitted.startsWith("auto-replied")
        || ANSWER_FIELDS.stream().anyMatch(headers::has)
        || precedence().equals("auto_reply")
        || isVacation()
        || headers.first("x-autogenerated").equalsIgnoreCase("reply")
        || isTitled(REPLIED)
        || isTitled(AWAY_TITLES)
        || (isAutoSubmitted() && (answers() || Phrases.areIn(subject, AWAY)))
        || (answers() && !isList() && isSentByMachine());
  }

  /// Older robots say no more than that nobody is to answer them.
  private boolean isSentByMachine() {
    return MailSystems.hasNullSender(headers) || BULK_PRECEDENCE.contains(precedence());
  }

  private boolean isVacation() {
    return headers.first("x-apple-action").equalsIgnoreCase("vacation")
        || headers.first("x-mailer").toLowerCase(Locale.ROOT).startsWith("vacation");
  }

  /// Begins with one of the phrases as programs set them: alone or with a mark behind.
  private boolean isTitled(List<String> titles) {
    return titles.stream()
        .anyMatch(
            title ->
                subject.startsWith(title)
                    && (subject.length() == title.length()
                        || isMark(subject.substring(title.length()))));
  }

  private static boolean isMark(String rest) {
    String after = rest.strip();
    return after.isEmpty()
        || after.charAt(0) == ':'
        || after.charAt(0) == '：'
        || after.charAt(0) == ']'
        || after.charAt(0) == ')';
  }

  private boolean answers() {
    return headers.has("in-reply-to") || headers.has("references") || isTitled(REPLIED);
  }

  private boolean isAway() {
    String words = opening.replace("out of office hours", "").replace("outside office hours", "");
    return Phrases.areIn(subject.replace("out of office hours", ""), AWAY)
        || isVacation()
        || headers.first("auto-submitted").toLowerCase(Locale.ROOT).contains("vacation")
        || headers.first("x-autoreply").toLowerCase(Locale.ROOT).contains("vacation")
        || Phrases.areIn(words, AWAY)
        || Phrases.areIn(words, AWAY_WORDS);
  }

  private boolean isList() {
    boolean post = headers.has("list-post") && !headers.first("list-post").startsWith("NO");
    boolean ran =
        post
            || precedence().equals("list")
            || headers.has("x-mailing-list")
            || headers.has("mailing-list")
            || headers.has("x-mailman-version");
    // Newsletters name themselves as lists, too, but take no mail.
    return ran || (headers.has("list-id") && !isSentToMany());
  }

  private boolean isSentToMany() {
    return BULK_PRECEDENCE.contains(precedence())
        || headers.has("list-unsubscribe-post")
        || isCampaign();
  }

  private boolean isCampaign() {
    // Amazon's service puts one on every mail, letters of people among them.
    return headers.has("feedback-id")
        && !headers.first("feedback-id").toLowerCase(Locale.ROOT).endsWith(":amazonses");
  }

  private boolean isBulk() {
    return isSentToMany()
        || headers.has("list-unsubscribe")
        || headers.has("list-id")
        || isAutoSubmitted();
  }

  private String precedence() {
    return headers.first("precedence").toLowerCase(Locale.ROOT);
  }
}
