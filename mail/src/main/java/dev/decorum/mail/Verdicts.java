package dev.decorum.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Judges a mail by its headers and the types of its parts.
final class Verdicts {

  private static final int MAX_HOPS = 100;

  private static final List<String> AWAY =
      Phrases.list(
          """
          out of office | out of the office | out-of-office | away from the office
          on vacation | on holiday | vacation | on leave | abwesen | nicht im büro
          nicht im hause | im urlaub | ooo: | absence | absent | hors du bureau | en congé
          fuera de la oficina | ausente | ausencia | afwezig | niet aanwezig | fuori sede
          fuori ufficio | assenza | assente | vakantie
          """);

  private static final List<String> REPLIED =
      Phrases.list(
          """
          automatic reply | auto reply | auto-reply | autoreply | auto response
          autoresponse | auto-response | automatic response | automated response
          automatische antwort | automatische reaktion | réponse automatique
          reponse automatique | respuesta automática | respuesta automatica
          risposta automatica | automatisch antwoord | automatische antwoord
          """);

  private static final List<String> UNDELIVERED =
      Phrases.list(
          """
          undeliver | delivery status notification | failure notice | returned mail
          returned to sender | returning message | mail delivery failed | delivery failure
          delivery failed | delivery has failed | delivery problem | delivery error
          delivery notification | mail delivery | delivery report | mail system error
          non-delivery | nondeliver | not delivered | could not be delivered | undelivered
          mail failed | failed delivery | message delayed | delayed mail | unzustellbar
          nicht zugestellt | zustellung | non remis | échec de la remise | échec de remise
          no se puede entregar | no entregado | mancata consegna | non recapitabile
          onbestelbaar | niet bezorgd
          """);

  private static final Set<String> MAIL_SYSTEMS =
      Set.of(
          "mailerdaemon",
          "postmaster",
          "maildaemon",
          "mailadm",
          "mailsystem",
          "bounce",
          "bounces",
          "mailer");

  private final Entity root;
  private final Headers headers;
  private final String subject;

  Verdicts(Entity root, String subject) {
    this.root = root;
    this.headers = root.headers;
    this.subject = subject.toLowerCase(Locale.ROOT);
  }

  Verdict verdict() {
    if (headers.all("received").size() > MAX_HOPS) {
      return Verdict.LOOP;
    }
    if (isReport("feedback-report") || hasPart("message/feedback-report")) {
      return Verdict.COMPLAINT;
    }
    if (isReport("disposition-notification") || hasPart("message/disposition-notification")) {
      return Verdict.RECEIPT;
    }
    if (isReport("delivery-status") || hasPart("message/delivery-status") || isUndelivered()) {
      return isSuccessOnly() ? Verdict.RECEIPT : Verdict.BOUNCE;
    }
    if (isAutomaticAnswer()) {
      return containsAny(subject, AWAY) || isExchangeAway()
          ? Verdict.OUT_OF_OFFICE
          : Verdict.AUTO_REPLY;
    }
    if (isList()) {
      return Verdict.LIST;
    }
    if (headers.has("x-loop")) {
      return Verdict.LOOP;
    }
    return isBulk() ? Verdict.BULK : Verdict.ORDINARY;
  }

  boolean autoSubmitted() {
    String value = autoSubmittedValue();
    return (!value.isEmpty() && !value.equals("no")) || isAutomaticAnswer();
  }

  private String autoSubmittedValue() {
    return MimeParameters.read(withoutComment(headers.first("auto-submitted"))).value();
  }

  private static String withoutComment(String value) {
    int comment = value.indexOf('(');
    return comment < 0 ? value : value.substring(0, comment);
  }

  private boolean isReport(String type) {
    return root.type.equals("multipart/report")
        && root.contentType.get("report-type", "").toLowerCase(Locale.ROOT).equals(type);
  }

  private boolean hasPart(String type) {
    return root.type.equals(type)
        || root.children.stream()
            .anyMatch(
                part ->
                    part.type.equals(type)
                        || part.children.stream().anyMatch(inner -> inner.type.equals(type)));
  }

  /// Many servers still send their notices as plain text: a mail system wrote it, to nobody in
  /// particular, and says in the subject that it returns something.
  private boolean isUndelivered() {
    boolean daemon = headers.addresses("from").stream().anyMatch(Verdicts::isMailSystem);
    boolean nullSender = headers.first("return-path").replace(" ", "").equals("<>");
    boolean returned = containsAny(subject, UNDELIVERED);
    return headers.has("x-failed-recipients")
        || (returned && (daemon || nullSender))
        || (daemon && nullSender);
  }

  private static boolean isMailSystem(Address from) {
    // Some write `MAILER-DAEMON <>`.
    String address =
        from.address().isEmpty() ? from.name().toLowerCase(Locale.ROOT) : from.normalised();
    int at = address.indexOf('@');
    String local =
        (at < 0 ? address : address.substring(0, at))
            .replace("-", "")
            .replace("_", "")
            .replace(".", "");
    return MAIL_SYSTEMS.contains(local) || local.startsWith("microsoftexchange");
  }

  /// A report that says of nobody that the mail failed or is late.
  private boolean isSuccessOnly() {
    boolean said = false;
    for (Entity part : root.children) {
      if (!part.type.equals("message/delivery-status")) {
        continue;
      }
      String report = Charsets.undeclared(part.bytes).toLowerCase(Locale.ROOT);
      for (String line : report.lines().toList()) {
        if (line.startsWith("action:")) {
          String action = withoutComment(line.substring("action:".length())).strip();
          said = true;
          if (!action.equals("delivered")
              && !action.equals("relayed")
              && !action.equals("expanded")) {
            return false;
          }
        }
      }
    }
    return said;
  }

  private boolean isAutomaticAnswer() {
    return autoSubmittedValue().equals("auto-replied")
        || autoSubmittedValue().equals("auto-replied-vacation")
        || precedence().equals("auto_reply")
        || headers.has("x-autoreply")
        || headers.has("x-auto-reply")
        || headers.has("x-autorespond")
        || headers.has("x-autoresponder")
        || headers.has("x-mail-autoreply")
        || (autoSubmittedValue().equals("auto-generated") && answers())
        || REPLIED.stream().anyMatch(subject::startsWith)
        || (!autoSubmittedValue().isEmpty()
            && !autoSubmittedValue().equals("no")
            && containsAny(subject, AWAY));
  }

  private boolean answers() {
    return headers.has("in-reply-to") || headers.has("references") || containsAny(subject, REPLIED);
  }

  private boolean isExchangeAway() {
    return headers.has("x-ms-exchange-inbox-rules-loop")
        || headers.first("x-autoreply").toLowerCase(Locale.ROOT).contains("vacation");
  }

  private boolean isList() {
    return headers.has("list-id")
        || headers.has("list-post")
        || precedence().equals("list")
        || headers.has("x-mailing-list");
  }

  private boolean isBulk() {
    return precedence().equals("bulk")
        || precedence().equals("junk")
        || headers.has("list-unsubscribe")
        || headers.has("feedback-id")
        || autoSubmittedValue().equals("auto-generated");
  }

  private String precedence() {
    return headers.first("precedence").toLowerCase(Locale.ROOT);
  }

  private static boolean containsAny(String text, List<String> phrases) {
    return phrases.stream().anyMatch(text::contains);
  }
}
