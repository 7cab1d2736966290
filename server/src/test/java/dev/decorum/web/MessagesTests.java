package dev.decorum.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;

/// Every word that a page, a form or a refusal asks for exists, and reads well.
class MessagesTests {

  private static final Path BUNDLES = Path.of("src/main/resources/messages");
  private static final Pattern IN_TEMPLATE = Pattern.compile("ui\\.t\\(\"([a-z0-9_.]+)\"[,)]");
  private static final Pattern IN_CODE =
      Pattern.compile(
          "(?:Toast\\.of\\(|\\.and\\(\\s*\"[\\w.]+\",\\s*|labelKey\\(\\) \\{\\s*return )\"([a-z0-9_]+(?:\\.[a-z0-9_]+)+)\"[,)]");

  private final Map<String, String> messages = all();

  @Test
  void everyKeyThatATemplateNamesExists() throws IOException {
    List<String> keys = keys(Path.of("src/main/jte"), ".jte", IN_TEMPLATE);

    assertThat(keys).isNotEmpty();
    assertThat(missing(keys)).isEmpty();
  }

  @Test
  void everyKeyOfAToastOrAFormErrorExists() throws IOException {
    assertThat(missing(keys(Path.of("src/main/java"), ".java", IN_CODE))).isEmpty();
  }

  @Test
  void messagesArePlainAndWellFormed() {
    assertThat(messages).hasSizeGreaterThan(50);
    assertThat(messages)
        .allSatisfy(
            (key, text) -> {
              assertThat(text).as(key).isNotBlank().doesNotContain("!", "''", "Oops");
              assertThat(new MessageFormat(text.replace("'", "''"), Locale.UK)).isNotNull();
            });
  }

  @Test
  void anApostropheIsAnApostrophe() {
    MessageSource words = new Words().messageSource();

    assertThat(words.getMessage("web.problem.retry", new Object[] {5}, Locale.UK))
        .isEqualTo("Try again in 5 seconds.");
    assertThat(words.getMessage("none", new Object[] {1}, "it's {0}", Locale.UK))
        .isEqualTo("it's 1");
  }

  @Test
  void everyKeyOfTheListOfKeysHasALabel() {
    assertThat(missing(Key.of(Keys.usual()).stream().map(Key::labelKey).toList())).isEmpty();
  }

  @Test
  void everySectionHasALabel() {
    assertThat(missing(Stream.of(Section.values()).map(Section::labelKey).toList())).isEmpty();
  }

  private List<String> missing(List<String> keys) {
    return keys.stream().filter(key -> !messages.containsKey(key)).toList();
  }

  private static List<String> keys(Path folder, String suffix, Pattern pattern) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .flatMap(file -> pattern.matcher(read(file)).results())
          .map(match -> match.group(1))
          .distinct()
          .toList();
    }
  }

  private static Map<String, String> all() {
    var all = new TreeMap<String, String>();
    try (Stream<Path> files = Files.list(BUNDLES)) {
      files
          .filter(file -> file.toString().endsWith(".properties"))
          .forEach(
              file -> {
                var bundle = new Properties();
                try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                  bundle.load(reader);
                } catch (IOException unreadable) {
                  throw new IllegalStateException(unreadable);
                }
                bundle.forEach((key, text) -> all.put((String) key, (String) text));
              });
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
    return all;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).replaceAll("(?m)^\\s*///.*$", "");
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
