package dev.decorum.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what a mail reports about one that was sent: bounces, complaints and receipts.
final class Reports {

  private static final int MAX_TEXT = 64 << 10;
  private static final int MAX_EXPLANATION = 500;
  private static final int MAX_PARTS = 50;

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
          onbestelbaar | niet bezorgd | mail failure
          """);

  private static final List<String> LIST_REFUSED =
      Phrases.list(
          "not member | not a member | post rejected | posting rejected | not allowed to post");

  private static final int MAX_COVERS = 3;

  private final int covers;
  private final Entity root;
  private final Headers headers;
  private final String subject;
  private final List<Entity> leaves = new ArrayList<>();
  private final @Nullable Entity returnedPart;
  private final String statusText;
  private final @Nullable Entity feedback;
  private final @Nullable Entity disposition;
  private final @Nullable SesNotice ses;
  private @Nullable BounceNotice notice;

  Reports(Entity root, String subject) {
    this(root, subject, 0);
  }

  private Reports(Entity root, String subject, int covers) {
    this.covers = covers;
    this.root = root;
    this.headers = root.headers;
    this.subject = subject.toLowerCase(Locale.ROOT);
    collect(root);
    returnedPart = first(Reports::isReturned);
    feedback = first(type -> type.equals("message/feedback-report"));
    disposition = first(type -> type.equals("message/disposition-notification"));
    statusText =
        leaves.stream()
            .filter(part -> DeliveryStatus.isStatus(part.type))
            .map(Reports::text)
            .collect(Collectors.joining("\n\n"));
    ses = root.type.equals("text/plain") ? SesNotice.of(headers, noticeText()) : null;
  }

  private void collect(Entity entity) {
    if (leaves.size() < MAX_PARTS) {
      if (entity.isMultipart()) {
        entity.children.forEach(this::collect);
      } else {
        leaves.add(entity);
      }
    }
  }

  private @Nullable Entity first(Predicate<String> type) {
    return leaves.stream().filter(part -> type.test(part.type)).findFirst().orElse(null);
  }

  private static boolean isReturned(String type) {
    return type.equals("message/rfc822")
        || type.equals("message/global")
        || type.equals("message/global-headers")
        || type.startsWith("text/rfc822-header")
        || type.startsWith("message/rfc822-header")
        || type.equals("message/partial");
  }

  // What kind of report it is.

  boolean isComplaint() {
    // Hotmail's and Outlook.com's reports have no part of their own.
    boolean plainForm = subject.startsWith("complaint about message from") && returnedPart != null;
    return isReport("feedback-report")
        || feedback != null
        || plainForm
        || isUnsubscription()
        || (ses != null && ses.isComplaint());
  }

  /// A mail program asks in its user's name to be sent no more (RFC 2369).
  private boolean isUnsubscription() {
    return isAutomatic() && subject.strip().equals("unsubscribe");
  }

  boolean isReceipt() {
    return (ses != null && ses.isReceipt())
        || isReport("disposition-notification")
        || disposition != null
        || (isStatusReport() && isSuccessOnly());
  }

  boolean isBounce() {
    return (ses != null && ses.isBounce())
        || (isStatusReport() && !isSuccessOnly())
        || isFreeForm()
        || isRefusedByList();
  }

  private boolean isReport(String type) {
    return root.type.equals("multipart/report")
        && root.contentType.get("report-type", "").toLowerCase(Locale.ROOT).equals(type);
  }

  /// A delivery status that a mail system sent, not one that a person passes on.
  private boolean isStatusReport() {
    return isReport("delivery-status")
        || (!statusText.isEmpty() && (root.type.equals("multipart/report") || isBySystem()));
  }

  private boolean isBySystem() {
    return MailSystems.wrote(headers) || MailSystems.hasNullSender(headers);
  }

  private boolean isSuccessOnly() {
    List<DeliveryStatus.Told> told = DeliveryStatus.read(statusText);
    return !told.isEmpty() && told.stream().noneMatch(DeliveryStatus.Told::isTrouble);
  }

  /// Many servers send their notices as text for people: a mail system wrote it, and it says that
  /// something came back or shows what.
  private boolean isFreeForm() {
    boolean system = MailSystems.wrote(headers);
    boolean nobody = MailSystems.hasNullSender(headers);
    boolean unattended = headers.addresses("from").stream().anyMatch(MailSystems::isUnattended);
    boolean unsigned = headers.addresses("from").isEmpty();
    if (headers.has("x-failed-recipients") && (system || nobody || unsigned || isAutomatic())) {
      return true;
    }
    if (!system && !nobody && !unattended && !root.type.equals("multipart/report")) {
      return false;
    }
    boolean titled = UNDELIVERED.stream().anyMatch(subject::contains);
    if (system && (nobody || titled) && !answers()) {
      return true;
    }
    if (!titled && !mayShowReturned()) {
      return false;
    }
    boolean told = notice().saysUndelivered();
    boolean shown = returnedPart != null || notice().hasReturnedMail();
    return told && (system ? shown || !notice().recipients().isEmpty() : shown && !answers());
  }

  /// A mailing list takes mails of its members only.
  private boolean isRefusedByList() {
    boolean list =
        headers.has("x-mlserver")
            || headers.has("x-list-administrivia")
            || headers.has("x-mailman-version")
            || headers.has("x-ml-info");
    boolean refused = LIST_REFUSED.stream().anyMatch(subject::contains);
    return list && refused;
  }

  /// Cheap, so that other mails need not be read twice.
  private boolean mayShowReturned() {
    return returnedPart != null
        || leaves.stream().limit(2).anyMatch(part -> part.type.equals("text/plain"));
  }

  private boolean answers() {
    return headers.has("in-reply-to") && !headers.has("x-failed-recipients");
  }

  private boolean isAutomatic() {
    String value = headers.first("auto-submitted").toLowerCase(Locale.ROOT);
    return !value.isEmpty() && !value.startsWith("no");
  }

  // What it says.

  @Nullable DeliveryReport read(Verdict verdict) {
    return switch (verdict) {
      case BOUNCE -> bounce();
      case COMPLAINT -> complaint();
      case RECEIPT -> receipt();
      case ORDINARY, AUTO_REPLY, OUT_OF_OFFICE, BULK, LIST, LOOP -> null;
    };
  }

  private DeliveryReport complaint() {
    if (ses != null) {
      return new DeliveryReport(ses.bounces(), ses.messageId(), addresses(new Headers()));
    }
    Headers fields = feedback == null ? new Headers() : HeaderBlock.read(text(feedback));
    Headers original = original();
    var recipients = new LinkedHashSet<String>();
    for (String name : List.of("original-rcpt-to", "removal-recipient", "original-recipient")) {
      fields.all(name).forEach(value -> recipients.add(DeliveryStatus.recipient(value)));
    }
    recipients.remove("");
    if (isUnsubscription()) {
      headers.addresses("from").forEach(from -> recipients.add(from.address()));
    } else if (recipients.isEmpty()) {
      recipients.addAll(firstRecipients(original));
    }
    String type = fields.first("feedback-type").toLowerCase(Locale.ROOT);
    boolean complained = !type.equals("auth-failure") && !type.equals("not-spam");
    BounceReason reason = complained ? BounceReason.COMPLAINT : BounceReason.OTHER;
    List<Bounce> bounces = new ArrayList<>();
    for (String recipient : recipients.isEmpty() ? Set.of("") : recipients) {
      bounces.add(new Bounce(recipient, "", reason, type));
    }
    return new DeliveryReport(bounces, messageId(original), addresses(original));
  }

  /// One's own words first, then whom the returned mail was for.
  private List<String> firstRecipients(Headers original) {
    for (String name :
        List.of("x-hmxmroriginalrecipient", "x-original-to", "delivered-to", "to", "cc")) {
      List<String> found =
          original.addresses(name).stream()
              .map(Address::address)
              .filter(address -> address.indexOf('@') > 0)
              .limit(1)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private DeliveryReport receipt() {
    Headers original = original();
    String id = messageId(original);
    if (disposition != null) {
      Headers fields = HeaderBlock.read(text(disposition));
      List<String> ids = MessageIds.read(fields.first("original-message-id"));
      id = ids.isEmpty() ? id : ids.getFirst();
    }
    return new DeliveryReport(List.of(), id, addresses(original));
  }

  private DeliveryReport bounce() {
    Map<String, Bounce> bounces = new LinkedHashMap<>();
    for (DeliveryStatus.Told told : told()) {
      if (told.isTrouble()) {
        String recipient = recipient(told);
        bounces.putIfAbsent(recipient.toLowerCase(Locale.ROOT), bounce(told, recipient));
      }
    }
    if (bounces.isEmpty() && ses != null) {
      return new DeliveryReport(ses.bounces(), ses.messageId(), addresses(new Headers()));
    }
    if (bounces.isEmpty() && isPassedOn()) {
      return passedOn();
    }
    if (bounces.isEmpty()) {
      for (String recipient : freeFormRecipients()) {
        bounces.putIfAbsent(recipient.toLowerCase(Locale.ROOT), bounce(recipient));
      }
    }
    Headers original = original();
    return new DeliveryReport(
        List.copyOf(bounces.values()), messageId(original), addresses(original));
  }

  /// A gateway puts a cover of its own around a notice.
  private boolean isPassedOn() {
    return covers < MAX_COVERS
        && failedRecipients().isEmpty()
        && notice().recipients().isEmpty()
        && returnedPart != null
        && returnedPart.type.equals("message/rfc822")
        && original().first("content-type").toLowerCase(Locale.ROOT).startsWith("multipart/report");
  }

  private DeliveryReport passedOn() {
    Entity inner = new EntityReader().read(Objects.requireNonNull(returnedPart).bytes);
    return new Reports(inner, HeaderText.decode(inner.headers.first("subject")), covers + 1)
        .bounce();
  }

  /// Broken notices have their status among the words for people.
  private List<DeliveryStatus.Told> told() {
    List<DeliveryStatus.Told> told = DeliveryStatus.read(statusText);
    return told.isEmpty() ? DeliveryStatus.read(noticeText()) : told;
  }

  /// A program or a file that a mail was passed to is nobody's address.
  private String recipient(DeliveryStatus.Told told) {
    List<String> failed = failedRecipients();
    if (failed.isEmpty()) {
      failed = notice().recipients();
    }
    boolean address = told.recipient().indexOf('@') > 0 && !told.recipient().startsWith("/");
    return address || failed.size() != 1 ? told.recipient() : failed.getFirst();
  }

  private List<String> failedRecipients() {
    return headers.addresses("x-failed-recipients").stream()
        .map(Address::address)
        .filter(address -> address.indexOf('@') > 0)
        .toList();
  }

  private Bounce bounce(DeliveryStatus.Told told, String recipient) {
    String around = notice().words(recipient);
    String words = told.words().isBlank() ? told.remark() : told.words();
    String status = firstTelling(Smtp.status(told.words()), told.status(), Smtp.status(around));
    BounceReasons.Moment inNotice = BounceNotice.moment(around + "\n" + told.remark(), recipient);
    BounceReasons.Moment inWords = BounceNotice.moment(words, recipient);
    var moment =
        new BounceReasons.Moment(
            inNotice.atSender(),
            inNotice.atRecipient() || told.category().equals("bad-mailbox"),
            inNotice.afterData(),
            inWords.named());
    BounceReason reason = BounceReasons.of(words, status, moment);
    if (reason == BounceReason.OTHER || (reason.isHard() && told.words().isBlank())) {
      reason = BounceReasons.of(around, status, inNotice);
    }
    if (reason.isHard() && BounceReasons.saysFull(around)) {
      reason = BounceReason.MAILBOX_FULL;
    }
    // The class that the reporting server gives is its verdict on the whole affair.
    if (told.action().equals("delayed") || (reason.isHard() && told.status().startsWith("4"))) {
      reason = BounceReason.DELAYED;
    }
    return new Bounce(recipient, status, reason, explanation(words.isBlank() ? around : words));
  }

  private static String firstTelling(String... codes) {
    String first = "";
    for (String code : codes) {
      if (!Smtp.isGeneral(code)) {
        return code;
      }
      first = first.isEmpty() ? code : first;
    }
    return first;
  }

  private Bounce bounce(String recipient) {
    String words = notice().words(recipient);
    String status = Smtp.status(words);
    int reply = Smtp.anyReplyCode(words);
    boolean delayed = isDelay(words);
    // Where nobody is named, all is said of the one it was for.
    String named = notice().recipients().isEmpty() && failedRecipients().isEmpty() ? "" : recipient;
    BounceReason reason = BounceReasons.of(words, status, BounceNotice.moment(words, named));
    if (reason == BounceReason.OTHER) {
      reason = BounceReasons.of(subject, status, BounceNotice.moment(subject, named));
    }
    if (delayed && reason.isHard()) {
      reason = BounceReason.DELAYED;
    }
    if (status.isEmpty()) {
      status = delayed || (reply > 0 && reply < 500) ? "4.0.0" : "5.0.0";
    }
    return new Bounce(recipient, status, reason, explanation(words));
  }

  private boolean isDelay(String words) {
    String text = words.toLowerCase(Locale.ROOT);
    return text.contains("not yet been delivered")
        || text.contains("has been delayed")
        || text.contains("message is delayed")
        || text.contains("warning message only")
        || subject.contains("(delay)")
        || subject.contains("delayed");
  }

  private List<String> freeFormRecipients() {
    List<String> failed = failedRecipients();
    if (!failed.isEmpty()) {
      return failed;
    }
    if (!notice().recipients().isEmpty()) {
      return notice().recipients();
    }
    var inSubject = new BounceNotice("to: " + subject, own());
    if (!inSubject.recipients().isEmpty()) {
      return inSubject.recipients();
    }
    List<String> returned = firstRecipients(original());
    return returned.isEmpty() ? List.of("") : returned;
  }

  private static String explanation(String words) {
    String line = String.join(" ", Characters.words(words));
    return Characters.wellFormed(
        line.length() > MAX_EXPLANATION ? line.substring(0, MAX_EXPLANATION) : line);
  }

  // Where it is read.

  private BounceNotice notice() {
    BounceNotice read = notice;
    if (read == null) {
      read = new BounceNotice(noticeText(), own());
      notice = read;
    }
    return read;
  }

  /// Of the first part that people read.
  private String noticeText() {
    for (String type : List.of("text/plain", "text/html")) {
      for (Entity part : leaves) {
        if (isReturned(part.type)) {
          break;
        }
        if (part.type.equals(type) && !part.isAttachment()) {
          String text = text(part);
          return type.equals("text/html") ? HtmlText.of(text).text() : text;
        }
      }
    }
    return "";
  }

  private static String text(Entity part) {
    return Lines.normalised(Content.decoded(part, MAX_TEXT));
  }

  /// Of the returned mail.
  private Headers original() {
    if (returnedPart == null) {
      return notice().returned();
    }
    String text = text(returnedPart);
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return HeaderBlock.read(text.substring(start));
  }

  private @Nullable String messageId(Headers original) {
    List<String> ids = MessageIds.read(original.first("message-id"));
    if (!ids.isEmpty()) {
      return ids.getFirst();
    }
    for (String line : (statusText + "\n" + notice().words()).lines().limit(200).toList()) {
      String field = line.strip().toLowerCase(Locale.ROOT);
      if (field.startsWith("x-original-message-id:") || field.startsWith("message-id:")) {
        List<String> found = MessageIds.read(line.substring(line.indexOf(':') + 1));
        if (!found.isEmpty()) {
          return found.getFirst();
        }
      }
    }
    List<String> answered = MessageIds.read(headers.first("in-reply-to"));
    return answered.isEmpty() ? null : answered.getFirst();
  }

  private Set<String> own() {
    var own = new LinkedHashSet<String>();
    for (String name : List.of("to", "from", "delivered-to", "x-original-to", "envelope-to")) {
      headers.addresses(name).forEach(address -> own.add(address.normalised()));
    }
    return own;
  }

  private Set<String> addresses(Headers original) {
    var addresses = new LinkedHashSet<String>();
    for (String name : List.of("to", "delivered-to", "x-original-to", "envelope-to")) {
      headers.addresses(name).forEach(address -> addresses.add(address.normalised()));
    }
    for (String name : List.of("return-path", "from", "reply-to", "sender")) {
      original.addresses(name).forEach(address -> addresses.add(address.normalised()));
    }
    addresses.removeIf(address -> address.indexOf('@') <= 0);
    return addresses;
  }
}
