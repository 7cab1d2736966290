package dev.decorum.coach;

import dev.decorum.conduct.rules.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A pack as it is written: one file, or the files of a style for Vale in one text, each after a
/// line such as `--- # Hedging.yml`.
final class PackFiles {

  private static final Pattern BEGIN =
      Pattern.compile("^--- # ([\\w.+-]{1,100}\\.ya?ml)[ \\t]*\\R?", Pattern.MULTILINE);

  private PackFiles() {}

  /// @param name of the pack, which is that of its file or folder
  static List<Source> of(String name, String text) {
    var begin = BEGIN.matcher(text);
    if (!begin.find()) return List.of(new Source(name + ".yaml", text));
    var files = new ArrayList<Source>();
    boolean more = true;
    while (more) {
      var file = name + "/" + begin.group(1);
      int start = begin.end();
      more = begin.find();
      files.add(new Source(file, text.substring(start, more ? begin.start() : text.length())));
    }
    return files;
  }

  /// The files of a style as one text.
  static String joined(List<Source> style) {
    return style.stream()
        .map(
            file ->
                "--- # %s%n%s%n"
                    .formatted(
                        file.file().substring(file.file().lastIndexOf('/') + 1),
                        file.yaml().strip()))
        .collect(Collectors.joining());
  }
}
