package dev.decorum.live;

import java.util.regex.Pattern;

/// The news that a thing has a new version. Its text, `topic id version`, is all that ever leaves
/// the server.
record Change(String topic, String id, long version) {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  Change {
    if (!WORD.matcher(topic).matches() || !WORD.matcher(id).matches()) {
      throw new IllegalArgumentException("A topic and an id are one word each");
    }
  }

  static Change parse(String text) {
    String[] words = text.split(" ", -1);
    if (words.length != 3) {
      throw new IllegalArgumentException("Not a change");
    }
    return new Change(words[0], words[1], Long.parseLong(words[2]));
  }

  @Override
  public String toString() {
    return topic + " " + id + " " + version;
  }
}
