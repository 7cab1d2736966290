package dev.decorum.mail.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks a domain whether a server may send for it (RFC 7208), within the limits of the standard:
/// ten terms that ask DNS, two answers that are empty, ten hosts of one term.
final class Spf {

  private static final int MAX_TERMS = 10;
  private static final int MAX_EMPTY = 2;
  private static final int MAX_HOSTS = 10;
  private static final int MAX_DEPTH = 20;

  private final Resolver dns;
  private final InetAddress client;
  private final String sender;
  private final String helo;
  private int terms;
  private int empty;

  Spf(Resolver dns, InetAddress client, String sender, String helo) {
    this.dns = dns;
    this.client = client;
    this.helo = helo;
    this.sender = sender.indexOf('@') < 0 ? "postmaster@" + helo : sender;
  }

  /// Ends the evaluation with an error of the domain that is asked.
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Broken() {
      super(null, null, false, false);
    }
  }

  /// The domain whose word it is; empty where the sender has none.
  String domain() {
    return Names.ascii(sender.substring(sender.lastIndexOf('@') + 1));
  }

  SpfResult result() {
    try {
      return domain().isEmpty() ? SpfResult.NONE : check(domain(), 0);
    } catch (ResolverTrouble later) {
      return SpfResult.TEMPORARY_ERROR;
    } catch (Broken record) {
      return SpfResult.PERMANENT_ERROR;
    }
  }

  private SpfResult check(String domain, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Broken();
    }
    List<String> records = dns.text(domain).stream().filter(Spf::isRecord).toList();
    if (records.isEmpty()) {
      return SpfResult.NONE;
    }
    if (records.size() > 1) {
      throw new Broken();
    }
    List<Term> read = terms(records.getFirst());
    for (Term term : read) {
      if (!term.isModifier() && matches(term, domain, depth)) {
        return term.result();
      }
    }
    for (Term term : read) {
      if (term.name.equals("redirect")) {
        return redirected(term, domain, depth);
      }
    }
    return SpfResult.NEUTRAL;
  }

  private SpfResult redirected(Term term, String domain, int depth) {
    countTerm();
    SpfResult result = check(target(term, domain), depth + 1);
    if (result == SpfResult.NONE) {
      throw new Broken();
    }
    return result;
  }

  private static boolean isRecord(String text) {
    return text.toLowerCase(Locale.ROOT).startsWith("v=spf1")
        && (text.length() == 6 || text.charAt(6) == ' ');
  }

  // Terms.

  private record Term(
      char qualifier, String name, char separator, String value, int prefix4, int prefix6) {

    boolean isModifier() {
      return separator == '=';
    }

    SpfResult result() {
      return switch (qualifier) {
        case '-' -> SpfResult.FAIL;
        case '~' -> SpfResult.SOFT_FAIL;
        case '?' -> SpfResult.NEUTRAL;
        default -> SpfResult.PASS;
      };
    }
  }

  /// All of the record is read before any of it is believed.
  private static List<Term> terms(String record) {
    var terms = new ArrayList<Term>();
    boolean redirect = false;
    boolean explanation = false;
    for (String word : record.substring(6).split(" ")) {
      if (word.isEmpty()) {
        continue;
      }
      Term term = term(word);
      if (term.name.equals("redirect")) {
        broken(redirect);
        redirect = true;
      }
      if (term.name.equals("exp") && term.isModifier()) {
        broken(explanation);
        explanation = true;
      }
      terms.add(term);
    }
    return terms;
  }

  private static void broken(boolean when) {
    if (when) {
      throw new Broken();
    }
  }

  private static Term term(String word) {
    int end = 0;
    char qualifier = '+';
    if ("+-~?".indexOf(word.charAt(0)) >= 0) {
      qualifier = word.charAt(0);
      end = 1;
    }
    int start = end;
    while (end < word.length() && isNameCharacter(word.charAt(end))) {
      end++;
    }
    String name = word.substring(start, end).toLowerCase(Locale.ROOT);
    char separator = end < word.length() ? word.charAt(end) : ' ';
    String value = end < word.length() ? word.substring(end + 1) : "";
    broken(name.isEmpty() || !Character.isLetter(name.charAt(0)));
    if (separator == '=') {
      broken(start > 0 || !isMacro(value));
      broken(value.isEmpty() && (name.equals("redirect") || name.equals("exp")));
      return new Term(qualifier, name, separator, value, 32, 128);
    }
    return mechanism(qualifier, name, separator, value);
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  private static Term mechanism(char qualifier, String name, char separator, String value) {
    boolean hasValue = separator == ':';
    broken(separator != ' ' && separator != ':' && separator != '/');
    broken(hasValue && value.isEmpty());
    switch (name) {
      case "all" -> {
        broken(separator != ' ');
        return new Term(qualifier, name, separator, "", 32, 128);
      }
      case "include", "exists" -> {
        broken(!hasValue || !isMacro(value));
        return new Term(qualifier, name, separator, value, 32, 128);
      }
      case "ptr" -> {
        broken(separator == '/' || (hasValue && !isMacro(value)));
        return new Term(qualifier, name, separator, value, 32, 128);
      }
      case "ip4", "ip6" -> {
        broken(!hasValue);
        int slash = value.lastIndexOf('/');
        int most = name.equals("ip4") ? 32 : 128;
        int prefix = slash < 0 ? most : number(value.substring(slash + 1), most);
        String address = slash < 0 ? value : value.substring(0, slash);
        InetAddress parsed = Addresses.parse(address);
        broken(parsed == null || (parsed instanceof Inet6Address) == name.equals("ip4"));
        return new Term(qualifier, name, separator, address, prefix, prefix);
      }
      case "a", "mx" -> {
        return host(qualifier, name, separator, value);
      }
      default -> throw new Broken();
    }
  }

  /// `a:host/24//64`, of which all but the first may be missing.
  private static Term host(char qualifier, String name, char separator, String value) {
    String rest = separator == '/' ? "/" + value : value;
    int prefix4 = 32;
    int prefix6 = 128;
    int double6 = rest.indexOf("//");
    if (double6 >= 0) {
      prefix6 = number(rest.substring(double6 + 2), 128);
      rest = rest.substring(0, double6);
    }
    int slash = rest.lastIndexOf('/');
    if (slash >= 0 && isDigits(rest.substring(slash + 1))) {
      prefix4 = number(rest.substring(slash + 1), 32);
      rest = rest.substring(0, slash);
    }
    broken(!isMacro(rest) || (separator == ':' && rest.isEmpty()));
    broken(rest.startsWith("/"));
    return new Term(qualifier, name, separator, rest, prefix4, prefix6);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int number(String text, int most) {
    boolean fits =
        isDigits(text) && text.length() <= 3 && (text.length() == 1 || text.charAt(0) != '0');
    broken(!fits || Integer.parseInt(text) > most);
    return Integer.parseInt(text);
  }

  // Matching.

  private boolean matches(Term term, String domain, int depth) {
    return switch (term.name) {
      case "all" -> true;
      case "ip4", "ip6" ->
          Addresses.isWithin(
              client, Objects.requireNonNull(Addresses.parse(term.value)), term.prefix4);
      case "include" -> includes(term, domain, depth);
      case "a" -> {
        countTerm();
        yield hasAddress(target(term, domain), term, true);
      }
      case "mx" -> {
        countTerm();
        yield hasMailHost(target(term, domain), term);
      }
      case "exists" -> {
        countTerm();
        List<InetAddress> found = dns.addresses(target(term, domain), false);
        countEmpty(found.isEmpty());
        yield !found.isEmpty();
      }
      case "ptr" -> {
        countTerm();
        yield validName(target(term, domain)) != null;
      }
      default -> throw new Broken();
    };
  }

  private boolean includes(Term term, String domain, int depth) {
    countTerm();
    return switch (check(target(term, domain), depth + 1)) {
      case PASS -> true;
      case FAIL, SOFT_FAIL, NEUTRAL -> false;
      case TEMPORARY_ERROR -> throw new ResolverTrouble("An included domain is not known.");
      case NONE, PERMANENT_ERROR, NOT_CHECKED -> throw new Broken();
    };
  }

  private boolean hasAddress(String host, Term term, boolean counts) {
    boolean version6 = client instanceof Inet6Address;
    List<InetAddress> found = dns.addresses(host, version6);
    countEmpty(counts && found.isEmpty());
    int prefix = version6 ? term.prefix6 : term.prefix4;
    return found.stream().anyMatch(address -> Addresses.isWithin(client, address, prefix));
  }

  private boolean hasMailHost(String domain, Term term) {
    List<String> hosts = dns.mailHosts(domain);
    countEmpty(hosts.isEmpty());
    broken(hosts.size() > MAX_HOSTS);
    return hosts.stream().anyMatch(host -> Names.isHost(host) && hasAddress(host, term, false));
  }

  /// A name of the client that leads back to it, within the domain; null where there is none.
  private @Nullable String validName(String domain) {
    List<String> names;
    try {
      names = dns.names(client);
    } catch (ResolverTrouble unknown) {
      return null;
    }
    countEmpty(names.isEmpty());
    for (String name : names.stream().limit(MAX_HOSTS).toList()) {
      String host = Names.ascii(name);
      boolean within = host.equals(domain) || host.endsWith("." + domain);
      if (within && leadsBack(host)) {
        return host;
      }
    }
    return null;
  }

  private boolean leadsBack(String host) {
    try {
      return dns.addresses(host, client instanceof Inet6Address).contains(client);
    } catch (ResolverTrouble unknown) {
      return false;
    }
  }

  private void countTerm() {
    broken(++terms > MAX_TERMS);
  }

  private void countEmpty(boolean isEmpty) {
    broken(isEmpty && ++empty > MAX_EMPTY);
  }

  // Macros (RFC 7208, 7).

  private String target(Term term, String domain) {
    if (term.value.isEmpty()) {
      return domain;
    }
    String expanded = expanded(term.value, domain);
    // Of a name that is too long the labels at its beginning are left out.
    while (expanded.length() > 253 && expanded.indexOf('.') >= 0) {
      expanded = expanded.substring(expanded.indexOf('.') + 1);
    }
    String name = expanded.endsWith(".") ? expanded.substring(0, expanded.length() - 1) : expanded;
    broken(!Names.isHost(name));
    return name.toLowerCase(Locale.ROOT);
  }

  private static boolean isMacro(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x21 || c > 0x7e) {
        return false;
      }
      if (c == '%') {
        int end = macroEnd(text, i);
        if (end < 0) {
          return false;
        }
        i = end - 1;
      }
    }
    return true;
  }

  /// Behind the macro that begins with the sign at `at`, or -1.
  private static int macroEnd(String text, int at) {
    if (at + 1 >= text.length()) {
      return -1;
    }
    char c = text.charAt(at + 1);
    if (c == '%' || c == '_' || c == '-') {
      return at + 2;
    }
    int close = text.indexOf('}', at);
    if (c != '{'
        || close < at + 3
        || "slodiphv".indexOf(Character.toLowerCase(text.charAt(at + 2))) < 0) {
      return -1;
    }
    int i = at + 3;
    while (i < close && Character.isDigit(text.charAt(i))) {
      i++;
    }
    boolean none = i > at + 3 && text.substring(at + 3, i).chars().allMatch(d -> d == '0');
    if (i < close && Character.toLowerCase(text.charAt(i)) == 'r') {
      i++;
    }
    while (i < close && ".-+,/_=".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i == close && !none && i - at < 40 ? close + 1 : -1;
  }

  private String expanded(String text, String domain) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      int end = macroEnd(text, i);
      broken(end < 0);
      switch (text.charAt(i + 1)) {
        case '%' -> out.append('%');
        case '_' -> out.append(' ');
        case '-' -> out.append("%20");
        default -> out.append(macro(text.substring(i + 2, end - 1), domain));
      }
      i = end - 1;
    }
    return out.toString();
  }

  private String macro(String macro, String domain) {
    int at = 1;
    while (at < macro.length() && Character.isDigit(macro.charAt(at))) {
      at++;
    }
    int keep = at == 1 ? Integer.MAX_VALUE : Integer.parseInt(macro.substring(1, Math.min(at, 4)));
    boolean reverse = at < macro.length() && Character.toLowerCase(macro.charAt(at)) == 'r';
    String delimiters = macro.substring(reverse ? at + 1 : at);
    String value = value(Character.toLowerCase(macro.charAt(0)), domain);
    return parts(value, keep, reverse, delimiters.isEmpty() ? "." : delimiters);
  }

  private String value(char letter, String domain) {
    return switch (letter) {
      case 's' -> sender;
      case 'l' -> sender.substring(0, sender.lastIndexOf('@'));
      case 'o' -> sender.substring(sender.lastIndexOf('@') + 1);
      case 'd' -> domain;
      case 'i' -> Addresses.dotted(client);
      case 'p' -> Objects.requireNonNullElse(validName(domain), "unknown");
      case 'h' -> helo;
      default -> client instanceof Inet6Address ? "ip6" : "in-addr";
    };
  }

  private static String parts(String value, int keep, boolean reverse, String delimiters) {
    var parts = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i == value.length() || delimiters.indexOf(value.charAt(i)) >= 0) {
        parts.add(value.substring(start, i));
        start = i + 1;
      }
    }
    List<String> ordered = reverse ? parts.reversed() : parts;
    return String.join(".", ordered.subList(Math.max(0, ordered.size() - keep), ordered.size()));
  }
}
