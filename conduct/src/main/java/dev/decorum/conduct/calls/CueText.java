package dev.decorum.conduct.calls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of a cue without its tags, a part for each voice.
record CueText(List<Part> parts) {

  /// @param speaker the name in a voice tag, in brackets or before a colon
  /// @param sure whether it stood in a voice tag; elsewhere it may be no name at all
  /// @param words what is said when the name is one
  /// @param whole what is said when the name is none
  record Part(@Nullable String speaker, boolean sure, String words, String whole) {}

  private static final int LONGEST_TAG = 200;

  static CueText of(List<String> lines) {
    List<Part> parts = new ArrayList<>();
    @Nullable String voice = null;
    var words = new StringBuilder();
    var text = String.join("\n", lines);
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var close = c == '<' ? text.indexOf('>', i) : -1;
      if (close > 0 && close - i <= LONGEST_TAG) {
        var tag = text.substring(i + 1, close);
        if (isVoice(tag)) {
          add(parts, voice, words);
          voice = plain(tag.substring(tag.indexOf(' ') + 1)).strip();
        }
        i = close;
      } else {
        words.append(c == '\n' ? ' ' : c);
      }
    }
    add(parts, voice, words);
    return new CueText(split(parts));
  }

  private static boolean isVoice(String tag) {
    return tag.startsWith("v ") || tag.startsWith("v.") && tag.indexOf(' ') > 0;
  }

  private static void add(List<Part> parts, @Nullable String voice, StringBuilder words) {
    var said = plain(words.toString()).strip();
    words.setLength(0);
    if (!said.isEmpty()) {
      parts.add(new Part(voice, voice != null, said, said));
    }
  }

  /// Takes names before a colon off the parts without a voice.
  private static List<Part> split(List<Part> parts) {
    return parts.stream().map(CueText::split).toList();
  }

  private static Part split(Part part) {
    var said = part.words();
    if (part.sure()) {
      return part;
    }
    var from = said.startsWith("- ") || said.startsWith("– ") ? 2 : 0;
    var close = from < said.length() && said.charAt(from) == '[' ? said.indexOf(']', from) : -1;
    if (close > 0) {
      var after = said.startsWith(":", close + 1) ? close + 2 : close + 1;
      return new Part(said.substring(from + 1, close), false, said.substring(after).strip(), said);
    }
    var colon = said.indexOf(':', from);
    var named = colon > from && (colon + 1 == said.length() || said.charAt(colon + 1) == ' ');
    return named
        ? new Part(said.substring(from, colon), false, said.substring(colon + 1).strip(), said)
        : part;
  }

  private static String plain(String text) {
    return text.indexOf('&') < 0
        ? text
        : text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&nbsp;", " ")
            .replace("&lrm;", "")
            .replace("&rlm;", "")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&");
  }
}
