package dev.decorum.mail;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;

/// Message ids, always without their angle brackets.
public final class MessageIds {

  private static final int MAX_LENGTH = 900;
  private static final int MAX_COUNT = 1_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private MessageIds() {}

  /// A new id, 128 random bits at the domain.
  public static String next(String domain) {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes) + "@" + domain;
  }

  /// The ids of a header such as References, in order and each once. Where no angle brackets are,
  /// the words with an `@` are taken.
  static List<String> read(String header) {
    var ids = new LinkedHashSet<String>();
    int at = 0;
    while (at < header.length() && ids.size() < MAX_COUNT) {
      int open = header.indexOf('<', at);
      if (open < 0) {
        break;
      }
      int close = header.indexOf('>', open);
      if (close < 0) {
        add(ids, header.substring(open + 1));
        at = header.length();
      } else {
        add(ids, header.substring(header.lastIndexOf('<', close) + 1, close));
        at = close + 1;
      }
    }
    if (ids.isEmpty()) {
      for (String word : Characters.words(header)) {
        if (word.indexOf('@') > 0 && ids.size() < MAX_COUNT) {
          add(ids, word);
        }
      }
    }
    return new ArrayList<>(ids);
  }

  private static void add(LinkedHashSet<String> ids, String claim) {
    // Some programs fold within an id.
    String id = Characters.withoutWhitespace(claim);
    if (isId(id)) {
      ids.add(id);
    }
  }

  /// May stand between angle brackets in a header.
  static boolean isId(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_LENGTH
        && id.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '<' && c != '>');
  }
}
