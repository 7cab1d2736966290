package dev.decorum.mail;

import java.util.List;
import java.util.Locale;

/// Tells from the words and codes of a refusing server why it refused.
///
/// Words go before codes, since servers choose their words with more care; the words about the
/// sender, the mail and the moment go before those about the address, since only an address that is
/// certainly gone is to be given up.
final class BounceReasons {

  private static final int MAX_TEXT = 8_000;

  private static final List<String> SENDER_REFUSED =
      Phrases.list(
          """
          sender rejected | sender address rejected | sender address does not
          sender address invalid | invalid sender | unroutable sender | sender denied
          sender verify failed | sender verification | sender unknown | unknown sender
          domain of sender | sender domain | envelope sender | mail from address
          rejected mail from | backscatter | sender not authorized | not accept mail from
          can't determine purported | from address | sender is not | sender not
          you are not allowed to send | not authorized to send | not permitted to send
          refuse to accept mail from | null sender | permission to post
          """);

  private static final List<String> SERVER_REFUSED =
      Phrases.list(
          """
          blacklist | black list | blocklist | block list | blocked | blocking | banned
          spamhaus | spamcop | barracudacentral | sorbs | dnsbl | rbl | poor reputation
          bad reputation | low reputation | reputation | ptr record | ptr resource | no ptr
          reverse dns | rdns | reverse lookup | reverse hostname | reverse mapping
          ip name lookup | ip lookup | client host rejected | client host | helo
          mismatches client ip | unverifyable sending | greylist | graylist | grey-list
          rate limit | too many connections | too many messages | too many recipients
          too many errors | frequency limited | sending ip | connections not accepted
          not allowed to connect | host network not allowed | relay access denied
          relaying denied | relay not permitted | unable to relay | relaying not allowed
          not a relay | mail relay | relaying | no relay | dmarc | dkim | spf record | spf check
          sender policy framework | not designated | unauthenticated email | authentication
          not authenticated | does not support tls | starttls | must issue
          unexpected volume | unusual rate | connection refused by policy | too fast
          throttl | deferred due to | sent to too many
          """);

  private static final List<String> SPAM =
      Phrases.list(
          """
          spam | junk | bulk mail | ube | uce | virus | malware | trojan | infected | phish
          unsolicited
          """);

  private static final List<String> CONTENT =
      Phrases.list(
          """
          content rejected | message content | policy | policies | message rejected
          message refused | message filtered | header error | headers too large
          improper use of 8-bit | duplicate header | not rfc | rfc 5322 | rfc 2822 | rfc5322
          rfc2822 | rfc 5321 | non-compliant | multiple addresses in from | bare lf | bare line
          line too long | attachment | mime | malformed | protocol violation
          recipient preferences | not a member | not member | moderat | closed list
          transaction failed | command parameter not | syntax error | redundant
          """);

  private static final List<String> TOO_LARGE =
      Phrases.list(
          """
          message too large | message too big | too large for | size exceeds | exceeds size
          exceeds the maximum | message size | maximum size | size limit | sizelimit
          exceeded maximum | file size | too large to send | recipsizelimit
          message is too large | larger than
          """);

  private static final List<String> FULL =
      Phrases.list(
          """
          mailbox full | mailbox is full | full mailbox | mailbox has exceeded
          mailbox exceeds | over quota | overquota | quota exceed | exceeded quota
          quota violation | exceeds quota | quota | insufficient storage
          insufficient system storage | insufficient disk | out of storage | out of space
          storage limit | disk full | disk space | no space left | not enough space
          mailbox size | mail box full | inbox is full | recipient's mailbox exceeded
          messages in recipient's mailbox | storage exceeded | exceeded storage
          exceeded its | too many messages in | user is overquota | mailfull | maildir delivery
          postfach voll | postfach ist voll | speicherplatz | buzón lleno | boîte pleine
          casella piena | превышен
          """);

  private static final List<String> SUSPENDED =
      Phrases.list(
          """
          disabled | suspended | suspend | deactivated | is inactive | account inactive
          user inactive | is locked | temporarily locked | temporary locked | locked out
          frozen | on hold | discontinued | account expired | account has expired | blocked user
          administratively prohibited | not currently accepting | restricted mailbox
          mailbox unavailable temporarily | temporarily unavailable mailbox | over its limit
          dormant
          """);

  private static final List<String> NO_MAIL =
      Phrases.list(
          """
          does not accept mail | doesn't accept mail | does not accept email
          doesn't accept email | does not receive mail | doesn't receive mail
          does not receive email | doesn't receive email | doesn't receive e-mail
          no smtp service | null mx | nullmx | no mx record | no mx found | no mail exchanger
          couldn't find a mail exchanger | couldn't find any mail exchanger | not accept any mail
          smtp service is not available for the domain
          """);

  private static final List<String> NO_DOMAIN =
      Phrases.list(
          """
          host unknown | unknown host | host not found | no such host | domain not found
          domain name not found | unknown domain | no such domain | domain does not exist
          domain doesn't exist | domain not exist | invalid domain | nxdomain
          couldn't find any host | couldn't find any host named | unrouteable mail domain
          unrouteable domain | unroutable domain | domain is not valid | non-existent domain
          nonexistent domain | name or service not known | no route to domain
          all relevant mx records point to non-existent | bad destination system
          bad destination host | domain could not be found | illegal host
          lookup failed for domain | has no mail exchange | host or domain name not found
          """);

  private static final List<String> DOMAIN_TROUBLE =
      Phrases.list(
          """
          try again | temporar | timed out | time-out | timeout | servfail | server failure
          """);

  private static final List<String> MOVED =
      Phrases.list(
          """
          has moved | user has moved | mailbox has moved | new address is | no longer on server
          address has changed | changed address | has a new address
          """);

  private static final List<String> NO_ADDRESS =
      Phrases.list(
          """
          user unknown | unknown user | unknown recipient | recipient unknown | unknown address
          address unknown | unknown mailbox | mailbox unknown | unknown local part
          unknown local-part | unknown account | account unknown | unknown or illegal
          unknown in | no such user | no such recipient | no such mailbox | no such address
          no such account | no such person | no such email | no such local user | no such name
          user not found | recipient not found | mailbox not found | address not found
          account not found | recipientnotfound | recipnotfound | user not known
          user not exist | recipient not exist | mailbox not exist | not listed in
          does not exist | doesn't exist | do not exist | not existing | nonexistent
          non-existent | non existent | doesn't have a | does not have a | doesn't have an
          invalid recipient | invalid user | invalid address | invalid mailbox
          invalid final delivery | invalid email | destinataire invalide | address invalid
          recipient invalid | not a valid | isn't valid | is invalid | not valid
          bad address syntax | malformed address | bad destination mailbox
          bad recipient | bad destination email | address rejected: access denied
          unrouteable address | unroutable address | no mailbox | no longer available
          no longer valid | no longer active | no longer in use | no longer accepted
          no valid recipient | not our customer | not a known user | not known here
          name is not recognized | not recognized | is not recognised | couldn't be found
          could not be found | wasn't found | was not found | cannot be found | can't be found
          not a registered | no account | user doesn't | inactive email address
          mailbox unavailable | delivery to this address | mailbox name not allowed
          empfänger unbekannt | unbekannter empfänger | adresse unbekannt
          benutzer unbekannt | existiert nicht | nicht gefunden | adresse inconnue
          utilisateur inconnu | destinataire inconnu | n'existe pas | no existe
          usuario desconocido | no encontrado | non esiste | utente sconosciuto
          não existe | não encontrado | bestaat niet | onbekende | niet gevonden
          не существует | не найден | неизвестный пользователь | nie istnieje | neexistuje
          存在しません | 見つかりません | 不存在 | 找不到
          """);

  /// Said for many reasons, so any other sign goes before.
  private static final List<String> ADDRESS_REFUSED =
      Phrases.list("address rejected | recipient rejected | user rejected | address refused");

  private static final List<String> DELAYED =
      Phrases.list(
          """
          expired | timeout exceeded | retry time | could not deliver for | giving up
          not responding | timed out | time out | too old | too long | been delayed
          has not yet been delivered | multiple retries | be retried | delayed
          could not be delivered for | still undelivered | unable to deliver this message after
          was not delivered within | in the queue | warning message only
          """);

  private static final List<String> TROUBLE =
      Phrases.list(
          """
          connection refused | did not accept our requests to connect | network | unreachable
          lost connection | connection reset | connection dropped | connection closed
          no route to host | could not connect | couldn't connect | unable to connect
          system error | internal error | internal server | server error | config error
          configuration error | local error | loops back | mail loop | too many hops
          routing loop | service unavailable | service currently unavailable
          temporary failure | temporarily | try again later | try later | name service error
          name server | dns error | lookup failure | socket error
          """);

  private BounceReasons() {}

  /// When the server refused, and whether it spoke of the address.
  ///
  /// @param named the words of the refusal hold the address
  record Moment(boolean atSender, boolean atRecipient, boolean afterData, boolean named) {}

  /// @param status the code of RFC 3463, or empty
  static BounceReason of(String words, String status, Moment moment) {
    String text = plain(words);
    BounceReason reason = byWords(text, status, moment);
    if (reason == BounceReason.OTHER) {
      reason = byStatus(status, moment);
    }
    if (reason == BounceReason.OTHER && !moment.afterData() && refusesAddress(text, moment)) {
      reason = BounceReason.NO_SUCH_ADDRESS;
    }
    // A server that says `4` says that it may change its mind.
    boolean passing =
        status.startsWith("4") || (status.isEmpty() && Smtp.replyCode(text) / 100 == 4);
    return passing && reason.isHard() ? BounceReason.DELAYED : reason;
  }

  private static boolean refusesAddress(String text, Moment moment) {
    // Of `542 ann@example.org Rejected` this is left.
    boolean nothingElse =
        text.endsWith(" rejected") && Smtp.replyCode(text) > 0 && text.length() < 14;
    return Phrases.areIn(text, ADDRESS_REFUSED) || (moment.named() && nothingElse);
  }

  static boolean saysFull(String words) {
    return Phrases.areIn(plain(words), FULL);
  }

  private static BounceReason byWords(String text, String status, Moment moment) {
    boolean senderByCode = status.endsWith(".1.7") || status.endsWith(".1.8");
    if (status.endsWith(".2.2") || Phrases.areIn(text, FULL)) {
      return BounceReason.MAILBOX_FULL;
    }
    if (senderByCode || Phrases.areIn(text, SENDER_REFUSED)) {
      return BounceReason.SENDER_REFUSED;
    }
    if (status.endsWith(".3.4") || Phrases.areIn(text, TOO_LARGE)) {
      return BounceReason.TOO_LARGE;
    }
    if (Phrases.areIn(text, SERVER_REFUSED)) {
      return BounceReason.SERVER_REFUSED;
    }
    if (Phrases.areIn(text, SPAM)) {
      return BounceReason.SPAM;
    }
    if (Phrases.areIn(text, CONTENT)) {
      return BounceReason.CONTENT;
    }
    if (moment.atSender()) {
      return BounceReason.SENDER_REFUSED;
    }
    if (Phrases.areIn(text, SUSPENDED)) {
      return BounceReason.SUSPENDED;
    }
    if (Phrases.areIn(text, MOVED)) {
      return BounceReason.MOVED;
    }
    // RFC 7504.
    int reply = Smtp.anyReplyCode(text);
    if (reply == 521 || reply == 556 || Phrases.areIn(text, NO_MAIL)) {
      return BounceReason.TAKES_NO_MAIL;
    }
    if (Phrases.areIn(text, NO_DOMAIN)) {
      return Phrases.areIn(text, DOMAIN_TROUBLE)
          ? BounceReason.SERVER_TROUBLE
          : BounceReason.NO_SUCH_DOMAIN;
    }
    if (Phrases.areIn(text, NO_ADDRESS)) {
      return unknownAddress(text, status, moment);
    }
    if (Phrases.areIn(text, DELAYED)) {
      return BounceReason.DELAYED;
    }
    return Phrases.areIn(text, TROUBLE) ? BounceReason.SERVER_TROUBLE : BounceReason.OTHER;
  }

  /// Filters also say that a user is unknown, to tell nothing: when they have the whole mail, with
  /// a code that says otherwise, or without naming the user.
  private static BounceReason unknownAddress(String text, String status, Moment moment) {
    if (status.length() > 3 && status.startsWith("1.", 2)) {
      return BounceReason.NO_SUCH_ADDRESS;
    }
    if (moment.afterData()) {
      return text.contains("user doesn't have a")
          ? BounceReason.NO_SUCH_ADDRESS
          : BounceReason.CONTENT;
    }
    if (moment.atRecipient()) {
      return BounceReason.NO_SUCH_ADDRESS;
    }
    if (status.endsWith(".2.1")) {
      return BounceReason.SUSPENDED;
    }
    if (status.length() > 3 && status.startsWith("7.", 2)) {
      return BounceReason.SERVER_REFUSED;
    }
    return moment.named() ? BounceReason.NO_SUCH_ADDRESS : BounceReason.OTHER;
  }

  /// By the subject and detail of RFC 3463 and its register.
  private static BounceReason byStatus(String status, Moment moment) {
    int dot = status.indexOf('.');
    return switch (dot < 0 ? "" : status.substring(dot + 1)) {
      case "1.1", "1.3", "1.10" ->
          moment.afterData() ? BounceReason.CONTENT : BounceReason.NO_SUCH_ADDRESS;
      case "1.2", "4.4" -> BounceReason.NO_SUCH_DOMAIN;
      case "1.6" -> BounceReason.MOVED;
      case "1.7", "1.8", "7.27" -> BounceReason.SENDER_REFUSED;
      case "2.1", "7.13", "7.17" -> BounceReason.SUSPENDED;
      case "2.2" -> BounceReason.MAILBOX_FULL;
      case "2.3", "3.4" -> BounceReason.TOO_LARGE;
      case "4.7", "4.1", "4.2" -> BounceReason.DELAYED;
      default -> byClass(status);
    };
  }

  private static BounceReason byClass(String status) {
    if (status.length() < 3) {
      return BounceReason.OTHER;
    }
    return switch (status.charAt(2)) {
      case '3', '4' -> BounceReason.SERVER_TROUBLE;
      case '6' -> BounceReason.CONTENT;
      case '7' -> BounceReason.SERVER_REFUSED;
      default -> BounceReason.OTHER;
    };
  }

  /// Lower case, runs of white space as one blank, without addresses and of links the host alone:
  /// people's names and pages say nothing of the reason, the host of a block list does.
  private static String plain(String words) {
    String bounded = words.length() > MAX_TEXT ? words.substring(0, MAX_TEXT) : words;
    var out = new StringBuilder(bounded.length());
    for (String word : Characters.words(bounded.replace('\u2019', '\'').replace('\u00a0', ' '))) {
      if (word.indexOf('@') < 0) {
        out.append(out.isEmpty() ? "" : " ").append(host(word));
      }
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  private static String host(String word) {
    int scheme = word.indexOf("://");
    int end = scheme < 0 ? -1 : word.indexOf('/', scheme + 3);
    return end < 0 ? word : word.substring(0, end);
  }
}
