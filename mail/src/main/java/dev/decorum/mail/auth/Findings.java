package dev.decorum.mail.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The findings of another server, as it writes them into a header (RFC 8601).
final class Findings {

  /// Such as `spf=pass smtp.mailfrom=ann@example.org`.
  private record Finding(String method, String result, List<String> properties) {

    /// The domain in a property; empty where there is none.
    String domain(String name) {
      for (String property : properties) {
        if (property.startsWith(name + "=")) {
          String value = property.substring(name.length() + 1).replace("\"", "");
          return Names.ascii(value.substring(value.lastIndexOf('@') + 1));
        }
      }
      return "";
    }
  }

  private final String server;
  private final List<Finding> findings = new ArrayList<>();

  private Findings(String server) {
    this.server = server;
  }

  static Findings read(String value) {
    String[] parts = withoutComments(value).toLowerCase(Locale.ROOT).split(";");
    int first = parts[0].strip().startsWith("i=") && parts.length > 1 ? 1 : 0;
    String name = parts[first].strip();
    int blank = name.indexOf(' ');
    var findings = new Findings(blank < 0 ? name : name.substring(0, blank));
    for (int i = first + 1; i < Math.min(parts.length, 50); i++) {
      String[] words = parts[i].strip().split("\\s+");
      int equals = words[0].indexOf('=');
      if (equals > 0) {
        findings.findings.add(
            new Finding(
                words[0].substring(0, equals),
                words[0].substring(equals + 1),
                List.of(words).subList(1, words.length)));
      }
    }
    return findings;
  }

  /// The name that the server gives itself, in lower case.
  String server() {
    return server;
  }

  /// The domain for which SPF passed; empty where it did not.
  String spfPass() {
    return domain("spf", "smtp.mailfrom");
  }

  /// The server found that the domain in `From` has sent it.
  boolean dmarcPasses(String from) {
    return domain("dmarc", "header.from").equals(from);
  }

  /// The domains whose signatures were good.
  List<String> dkimPasses() {
    return findings.stream()
        .filter(one -> one.method.equals("dkim") && one.result.equals("pass"))
        .map(
            one ->
                one.domain("header.d").isEmpty() ? one.domain("header.i") : one.domain("header.d"))
        .filter(domain -> !domain.isEmpty())
        .toList();
  }

  private String domain(String method, String property) {
    return findings.stream()
        .filter(one -> one.method.equals(method) && one.result.equals("pass"))
        .map(one -> one.domain(property))
        .findFirst()
        .orElse("");
  }

  private static String withoutComments(String value) {
    var out = new StringBuilder(value.length());
    int depth = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
        out.append(' ');
      } else if (depth == 0) {
        out.append(c);
      }
    }
    return out.toString();
  }
}
