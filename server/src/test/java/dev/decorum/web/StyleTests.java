package dev.decorum.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The promises of the style sheet and the scripts: contrast, direction, size, no inline code.
class StyleTests {

  private static final Path ASSETS = Path.of("src/main/resources/static/assets");
  private static final Path TEMPLATES = Path.of("src/main/jte");

  private record Shades(String light, String dark) {}

  private final String css = read(ASSETS.resolve("decorum.css"));
  private final Map<String, Shades> tokens = tokens(css);

  @ParameterizedTest
  @CsvSource({
    "text, surface, 4.5",
    "text, canvas, 4.5",
    "text, inset, 4.5",
    "text, warn-soft, 4.5",
    "text-2, surface, 4.5",
    "text-2, canvas, 4.5",
    "text-2, inset, 4.5",
    "text-2, hover, 4.5",
    "text-3, surface, 4.5",
    "text-3, canvas, 4.5",
    "text-3, inset, 4.5",
    "text-3, hover, 4.5",
    "accent-text, surface, 4.5",
    "accent-text, canvas, 4.5",
    "accent-text, accent-soft, 4.5",
    "on-accent, accent-solid, 4.5",
    "on-accent, accent-solid-hover, 4.5",
    "on-accent, danger-solid, 4.5",
    "danger-text, surface, 4.5",
    "danger-text, danger-soft, 4.5",
    "warn-text, surface, 4.5",
    "warn-text, warn-soft, 4.5",
    "ok-text, surface, 4.5",
    "ok-text, ok-soft, 4.5",
    "promise-text, surface, 4.5",
    "promise-text, promise-soft, 4.5",
    "field-line, surface, 3",
    "field-line, canvas, 3",
    "focus, surface, 3",
    "focus, canvas, 3",
    "danger-mark, surface, 3",
    "warn-mark, surface, 3",
    "ok-mark, surface, 3",
    "promise-mark, surface, 3",
    "accent-mark, surface, 3"
  })
  void coloursStandOutInLightAndInDark(String front, String ground, double least) {
    Shades ink = token(front);
    Shades paper = token(ground);

    assertThat(contrast(ink.light(), paper.light())).as("light").isGreaterThanOrEqualTo(least);
    assertThat(contrast(ink.dark(), paper.dark())).as("dark").isGreaterThanOrEqualTo(least);
  }

  @Test
  void nothingIsSaidInLeftAndRight() {
    assertThat(css).contains("inset-inline-start", "padding-inline");
    assertThat(css)
        .doesNotContainPattern(
            "(?<![a-z-])(margin|padding|border|inset)-(left|right)|(?<![a-z-])(left|right|float) *:|text-align: *(left|right)");
    assertThat(fourSided()).allSatisfy(sides -> assertThat(sides[1]).isEqualTo(sides[3]));
  }

  private List<String[]> fourSided() {
    return Pattern.compile("(?:margin|padding|inset): *((?:[^ ;(]|\\([^;]*?\\))+(?: [^;]+?){3});")
        .matcher(css)
        .results()
        .map(match -> match.group(1).split(" +(?![^(]*\\))"))
        .filter(sides -> sides.length == 4)
        .toList();
  }

  @Test
  void templatesHoldNoInlineStyleAndNoHandlers() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      List<Path> templates = files.filter(file -> file.toString().endsWith(".jte")).toList();

      assertThat(templates).isNotEmpty();
      assertThat(templates)
          .allSatisfy(
              template ->
                  assertThat(read(template))
                      .as(template.toString())
                      .doesNotContainPattern("\\sstyle=|<style|\\son[a-z]+=|\\shx-on|javascript:"));
    }
  }

  @Test
  void theStyleSheetStaysWithinTwelveKilobytes() {
    assertThat(gzipped("decorum.css")).isLessThanOrEqualTo(12 * 1024);
  }

  @Test
  void controlsAreLargeOnlyWhereFingersPressThemAndRowsCanBeCloser() {
    assertThat(css)
        .containsPattern("--fs-md: \\.875rem")
        .containsPattern("--target: 2rem;")
        .containsPattern("@media \\(pointer: coarse\\) \\{ :root \\{ --target: 2\\.75rem; \\} \\}")
        .containsPattern("\\[data-density=\"compact\"\\] \\{ \\.qitem \\{ padding-block");
    assertThat(css.split("--target: ")).hasSize(3);
  }

  @Test
  void everyClassIsUsed() throws IOException {
    var places = new StringBuilder();
    for (var folder : List.of(TEMPLATES, ASSETS)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().matches(".*\\.(jte|js)"))
            .forEach(file -> places.append(read(file)));
      }
    }
    List<String> classes =
        Pattern.compile("\\.([a-z][\\w-]*)")
            .matcher(css.replaceAll("(?s)/\\*.*?\\*/|\"[^\"]*\"", ""))
            .results()
            .map(match -> match.group(1))
            // Chosen at run time, or by the script of another.
            .filter(name -> !name.matches("(tag--|hue-|htmx-).*"))
            .distinct()
            .toList();

    assertThat(classes)
        .contains("btn")
        .allSatisfy(
            name ->
                assertThat(places)
                    .containsPattern("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])"));
  }

  @Test
  void allScriptsStayWithinThirtyKilobytes() {
    assertThat(gzipped("decorum.js")).isLessThanOrEqualTo(30 * 1024);
  }

  @Test
  void noScriptHasACommentBehindWhatItSays() throws IOException {
    try (Stream<Path> files = Files.walk(ASSETS)) {
      // Line breaks are left out when scripts are sent: a comment would swallow what follows.
      assertThat(files.filter(file -> file.toString().endsWith(".js")))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(read(file).lines())
                      .noneMatch(line -> line.matches("\\s*[^\\s/].*\\s//.*")));
    }
  }

  @Test
  void everyIconThatATemplateNamesIsInTheSprite() throws IOException {
    String sprite = read(ASSETS.resolve("sprite.svg"));
    Pattern named = Pattern.compile("web\\.icon\\(ui = ui, name = \"([a-z]+)\"");
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      List<String> names =
          files
              .filter(file -> file.toString().endsWith(".jte"))
              .flatMap(file -> named.matcher(read(file)).results())
              .map(match -> match.group(1))
              .distinct()
              .toList();

      assertThat(names)
          .isNotEmpty()
          .allSatisfy(name -> assertThat(sprite).contains("id=\"i-" + name + "\""));
    }
  }

  private static int gzipped(String name) {
    Assets.Asset asset = Objects.requireNonNull(new Assets().find(name));
    return Objects.requireNonNull(asset.gzipped()).length;
  }

  private Shades token(String name) {
    return Objects.requireNonNull(tokens.get(name));
  }

  private static Map<String, Shades> tokens(String css) {
    var found = new HashMap<String, Shades>();
    Pattern.compile("--([\\w-]+):\\s*light-dark\\((#[0-9A-Fa-f]{6}),\\s*(#[0-9A-Fa-f]{6})\\)")
        .matcher(css)
        .results()
        .forEach(match -> found.put(match.group(1), new Shades(match.group(2), match.group(3))));
    return found;
  }

  /// The contrast ratio of WCAG 2.
  private static double contrast(String one, String other) {
    double light = Math.max(luminance(one), luminance(other));
    double dark = Math.min(luminance(one), luminance(other));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
  }

  private static double channel(String colour, int at) {
    double value = Integer.parseInt(colour, at, at + 2, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
