package dev.decorum.coach;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.conduct.rules.Outline;
import dev.decorum.conduct.rules.PackProblem;
import dev.decorum.conduct.rules.Source;
import dev.decorum.staff.Viewer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes packs in from files and hands them out as files. What comes in is a draft.
@Service
@Transactional
public class PackTransfer {

  /// In a zip, folders and files of other kinds included.
  public static final int MOST_ENTRIES = 500;

  /// What a zip may hold altogether once it is unpacked.
  public static final int MOST_BYTES = 4_000_000;

  private final OwnPacks packs;

  PackTransfer(OwnPacks packs) {
    this.packs = packs;
  }

  /// Takes in a YAML file, or a zip of several: all of it, or nothing. A pack whose name is there
  /// becomes its draft; others are begun.
  ///
  /// @param reach of those that are begun
  /// @return numbers of the packs
  /// @throws PackRefused with the name of the file that is at fault
  public List<Integer> take(Viewer admin, String file, byte[] content, Reach reach) {
    var numbers = new ArrayList<Integer>();
    named(files(file, content))
        .forEach((name, text) -> numbers.add(take(admin, name, text, reach)));
    if (numbers.isEmpty()) throw new PackRefused("file", "coach.transfer.nothing");
    return numbers;
  }

  private int take(Viewer admin, String name, String text, Reach reach) {
    var known = packs.all().stream().filter(pack -> pack.name().equals(name)).findFirst();
    if (known.isEmpty()) return packs.begin(admin, name, reach, text);
    packs.save(admin, known.get().no(), known.get().revision(), text, known.get().note());
    return known.get().no();
  }

  /// Texts of packs by name. The rules of a style in one folder are one pack.
  static Map<String, String> named(List<Source> files) {
    var texts = new LinkedHashMap<String, String>();
    var styles = new LinkedHashMap<String, List<Source>>();
    for (var file : files) {
      var says = outline(file);
      switch (says.form()) {
        case PACK -> put(texts, name(says.name()), file);
        case LAYER -> put(texts, name(base(file.file())), file);
        case STYLE ->
            styles.computeIfAbsent(name(folder(file.file())), _ -> new ArrayList<>()).add(file);
      }
    }
    styles.forEach(
        (name, rules) ->
            put(texts, name, new Source(rules.getFirst().file(), PackFiles.joined(rules))));
    return texts;
  }

  private static void put(Map<String, String> texts, String name, Source file) {
    if (texts.put(name, file.yaml()) != null) {
      throw new PackRefused("file", "coach.transfer.twice", file.file(), name);
    }
  }

  private static Outline outline(Source file) {
    try {
      return Outline.of(file);
    } catch (PackProblem problem) {
      throw new PackRefused(
          "file", "coach.transfer.unreadable", problem.file(), problem.line(), problem.reason());
    }
  }

  private static String name(String said) {
    var name = said.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "_");
    var begun = name.matches("[a-z].*") ? name : "pack_" + name;
    return begun.substring(0, Math.min(begun.length(), 60));
  }

  private static String base(String file) {
    return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
  }

  private static String folder(String file) {
    int end = file.lastIndexOf('/');
    return end < 0 ? "style" : file.substring(file.lastIndexOf('/', end - 1) + 1, end);
  }

  // --- files

  private static List<Source> files(String name, byte[] content) {
    if (!name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
      return List.of(new Source(name, text(name, content)));
    }
    try (var zip = new ZipInputStream(new ByteArrayInputStream(content), UTF_8)) {
      return unzipped(zip);
    } catch (ZipException | IllegalArgumentException broken) {
      throw new PackRefused("file", "coach.transfer.no_zip");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static List<Source> unzipped(ZipInputStream zip) throws IOException {
    var files = new ArrayList<Source>();
    int entries = 0;
    int left = MOST_BYTES;
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (++entries > MOST_ENTRIES) throw new PackRefused("file", "coach.transfer.too_many");
      // What is passed over is unpacked all the same, to find the next one.
      var bytes = zip.readNBytes(left + 1);
      left -= bytes.length;
      if (left < 0) throw new PackRefused("file", "coach.transfer.too_big");
      if (wanted(entry)) files.add(new Source(entry.getName(), text(entry.getName(), bytes)));
    }
    return files;
  }

  /// Archives of other systems bring files of their own.
  private static boolean wanted(ZipEntry entry) {
    var name = entry.getName();
    return !entry.isDirectory()
        && name.matches(".*\\.ya?ml")
        && !name.startsWith("__MACOSX/")
        && !base(name).startsWith(".");
  }

  private static String text(String name, byte[] bytes) {
    try {
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.replace("\r\n", "\n").replace("\uFEFF", "");
    } catch (CharacterCodingException other) {
      throw new PackRefused("file", "coach.transfer.no_text", name);
    }
  }

  /// A file to hand out.
  public record Export(String name, byte[] content) {}

  /// One as it is written now: a YAML file, or a zip where it has several.
  ///
  /// @throws PackNotFound
  @Transactional(readOnly = true)
  public Export one(int no) {
    var pack = packs.get(no);
    var files = pack.files();
    return files.size() == 1 && !files.getFirst().file().contains("/")
        ? new Export(files.getFirst().file(), files.getFirst().yaml().getBytes(UTF_8))
        : new Export(pack.name() + ".zip", zipped(files));
  }

  /// All of them in a zip.
  @Transactional(readOnly = true)
  public Export all() {
    return new Export(
        "guidelines.zip",
        zipped(packs.all().stream().flatMap(pack -> pack.files().stream()).toList()));
  }

  private static byte[] zipped(List<Source> files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, UTF_8)) {
      for (var file :
          files.stream()
              .collect(
                  Collectors.toMap(Source::file, one -> one, (one, _) -> one, LinkedHashMap::new))
              .values()) {
        zip.putNextEntry(new ZipEntry(file.file()));
        zip.write(file.yaml().getBytes(UTF_8));
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
