package dev.decorum.mail;

import java.util.ArrayList;
import java.util.List;

/// Reads address lists as they come: RFC 5322 with groups and comments, and what programs make of
/// it.
///
/// One pass over the characters. Encoded words are decoded after the list is taken apart, so that a
/// comma or a bracket in a decoded name cannot make up an address.
final class AddressReader {

  private static final int MAX_ADDRESSES = 10_000;

  private final String in;
  private final List<Address> found = new ArrayList<>();
  private final StringBuilder phrase = new StringBuilder();
  private final StringBuilder unquoted = new StringBuilder();
  private final StringBuilder comment = new StringBuilder();
  private final StringBuilder angle = new StringBuilder();
  private boolean hasAngle;
  private boolean hasAt;
  private final int lastQuote;

  private AddressReader(String in) {
    this.in = in;
    this.lastQuote = in.lastIndexOf('"');
  }

  static List<Address> read(String list) {
    var reader = new AddressReader(list);
    reader.readAll();
    return List.copyOf(reader.found);
  }

  private void readAll() {
    int i = 0;
    while (i < in.length() && found.size() < MAX_ADDRESSES) {
      char c = in.charAt(i);
      i =
          switch (c) {
            case '"' -> quoted(i);
            case '(' -> comment(i);
            case '<' -> angle(i);
            case ',', ';' -> {
              finish();
              yield i + 1;
            }
            case ':' -> {
              if (!hasAngle && !hasAt) {
                // The name of a group; its members follow.
                clear();
              } else {
                literal(c);
              }
              yield i + 1;
            }
            default -> {
              literal(c);
              yield i + 1;
            }
          };
    }
    finish();
  }

  private void literal(char c) {
    phrase.append(c);
    unquoted.append(c);
    hasAt |= c == '@';
  }

  private int quoted(int open) {
    if (open == lastQuote) {
      return open + 1;
    }
    int i = open + 1;
    phrase.append('"');
    while (i < in.length() && in.charAt(i) != '"') {
      if (in.charAt(i) == '\\' && i + 1 < in.length()) {
        phrase.append('\\');
        i++;
      }
      phrase.append(in.charAt(i));
      unquoted.append(in.charAt(i));
      i++;
    }
    phrase.append('"');
    return i + 1;
  }

  private int comment(int open) {
    int depth = 0;
    int i = open;
    for (; i < in.length(); i++) {
      char c = in.charAt(i);
      if (c == '\\' && i + 1 < in.length()) {
        comment.append(in.charAt(++i));
        continue;
      }
      if (c == '(' && depth++ == 0) {
        continue;
      }
      if (c == ')' && --depth == 0) {
        return i + 1;
      }
      comment.append(c);
    }
    return i;
  }

  private int angle(int open) {
    int i = open + 1;
    int start = angle.length();
    boolean inQuotes = false;
    for (; i < in.length(); i++) {
      char c = in.charAt(i);
      if (c == '"' && (inQuotes || i < lastQuote)) {
        inQuotes = !inQuotes;
      } else if (c == '>' && !inQuotes) {
        break;
      } else if (c == '<' && !inQuotes) {
        angle.setLength(start);
        continue;
      }
      angle.append(c);
    }
    hasAngle = true;
    return i + 1;
  }

  private void finish() {
    String words = phrase.toString().strip();
    Address address;
    if (hasAngle) {
      address = new Address(name(), withoutRoute(angle.toString()));
    } else if (unquoted.indexOf("@") >= 0) {
      address = bare(words);
    } else {
      boolean oneWord =
          !words.isEmpty() && Characters.words(words).size() == 1 && words.indexOf('"') < 0;
      address =
          oneWord && !words.contains("=?")
              ? new Address(name(comment), words)
              : new Address(name(), "");
    }
    if (!address.address().isEmpty() || !address.name().isEmpty()) {
      found.add(address);
    }
    clear();
  }

  /// An address without brackets, among words that are then its name. Spaces around the dots and
  /// the `@` are legal and are taken out when there is nothing else.
  private Address bare(String words) {
    String joined = Characters.withoutWhitespace(words);
    if (joined.startsWith("\"") || isSpacedAddress(words)) {
      return new Address(name(comment), joined);
    }
    String address = "";
    var name = new StringBuilder();
    for (String word : Characters.words(unquoted.toString())) {
      if (address.isEmpty() && word.indexOf('@') >= 0) {
        address = word;
      } else {
        name.append(word).append(' ');
      }
    }
    return new Address(
        name.isEmpty() ? name(comment) : HeaderText.decode(name.toString()), address);
  }

  private static boolean isSpacedAddress(String words) {
    List<String> parts = Characters.words(words);
    for (int i = 1; i < parts.size(); i++) {
      String before = parts.get(i - 1);
      String after = parts.get(i);
      char last = before.charAt(before.length() - 1);
      char first = after.charAt(0);
      if (last != '@' && last != '.' && first != '@' && first != '.') {
        return false;
      }
    }
    return true;
  }

  private String name() {
    String name = HeaderText.decode(unquoted.toString());
    return name.isEmpty() ? name(comment) : name;
  }

  private static String name(StringBuilder comment) {
    return HeaderText.decode(comment.toString());
  }

  /// `<@relay,@other:user@host>` names relays before the address.
  private static String withoutRoute(String inAngles) {
    String address = Characters.withoutWhitespace(inAngles);
    if (address.startsWith("@") && address.indexOf(':') > 0) {
      address = address.substring(address.indexOf(':') + 1);
    }
    return address.startsWith("mailto:") ? address.substring("mailto:".length()) : address;
  }

  private void clear() {
    phrase.setLength(0);
    unquoted.setLength(0);
    comment.setLength(0);
    angle.setLength(0);
    hasAngle = false;
    hasAt = false;
  }
}
