package dev.decorum.mail.auth;

import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.util.List;
import java.util.Locale;

/// Domain names: whether they are ones, and which organisation they belong to.
final class Names {

  private Names() {}

  /// May be asked for in DNS.
  static boolean isHost(String name) {
    if (name.isEmpty() || name.length() > 253) {
      return false;
    }
    for (String label : name.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > 63 || !label.chars().allMatch(Names::isLabel)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLabel(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /// In the form of DNS, in lower case; empty where it is no name.
  static String ascii(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    try {
      String ascii = IDN.toASCII(plain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      return isHost(ascii) ? ascii : "";
    } catch (IllegalArgumentException noName) {
      return "";
    }
  }

  /// The name right below a public suffix: what somebody has registered; the name itself where it
  /// is not below one.
  static String organisation(String name) {
    try {
      InternetDomainName parsed = InternetDomainName.from(name);
      if (parsed.hasPublicSuffix()) {
        return parsed.isUnderPublicSuffix() ? parsed.topPrivateDomain().toString() : name;
      }
      // The list ends with a rule for all top-level names that it does not hold.
      List<String> labels = parsed.parts();
      return String.join(".", labels.subList(Math.max(0, labels.size() - 2), labels.size()));
    } catch (IllegalArgumentException noName) {
      return name;
    }
  }
}
