package dev.decorum.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The worked examples of `docs/clocks.md`, reckoned.
class ClockExamplesTests {

  private static final Path PAGE = Path.of("../docs/clocks.md");
  private static final Pattern BLOCK = Pattern.compile("```\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern HAPPENS =
      Pattern.compile(
          "(\\w{3}) (\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d(?::\\d\\d)?) (?:(B) )?(\\w+)(.*)");
  private static final Pattern TOLD = Pattern.compile("(told|since|unanswered|stayed) ([0-9:]+)");
  private static final DateTimeFormatter DUE =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm[:ss]", Locale.ENGLISH);

  /// @param lines the first names hours and targets
  record Example(String name, List<String> lines) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Example> examples() throws IOException {
    var blocks = BLOCK.matcher(Files.readString(PAGE));
    return blocks
        .results()
        .flatMap(block -> Stream.of(block.group(1).split("\\n\\n")))
        .map(text -> List.of(text.strip().split("\\n")))
        .map(lines -> new Example(lines.getFirst(), lines.subList(1, lines.size())));
  }

  @Test
  void thereAreEnoughOfThemAndNoneTwice() throws IOException {
    var numbers = examples().map(one -> Integer.parseInt(one.name().split(" ")[0])).toList();

    assertThat(numbers).hasSizeGreaterThanOrEqualTo(40).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theSumsAreRight(Example example) {
    new Play(example).run();
  }

  /// One example, being played.
  private static final class Play {

    private static final String OURS = "A";

    private final Example example;
    private final ZoneId zone;
    private final Map<String, Clocks> conversations = new HashMap<>();
    private final Map<String, List<String>> written = new HashMap<>();
    private String current = OURS;

    Play(Example example) {
      this.example = example;
      var terms = ClockExamples.terms(example.lines().getFirst());
      zone = ClockExamples.hours(example.lines().getFirst().split(" ")[0]).zone();
      for (var name : List.of(OURS, "B")) {
        conversations.put(name, Clocks.of(terms));
        written.put(name, new ArrayList<>());
      }
    }

    void run() {
      for (var line : example.lines().subList(1, example.lines().size())) {
        var text = line.split(";")[0].strip();
        if (text.startsWith("=")) {
          check(text.substring(1).strip());
        } else {
          happen(text);
        }
      }
      conversations.forEach(
          (name, clocks) ->
              assertThat(clocks.outcomes().stream().map(Play::words))
                  .as("what was written down")
                  .containsExactlyElementsOf(Objects.requireNonNull(written.get(name))));
    }

    private Clocks now(String conversation) {
      return Objects.requireNonNull(conversations.get(conversation));
    }

    private void happen(String text) {
      var found = HAPPENS.matcher(text);
      assertThat(found.matches()).as(text).isTrue();
      var day = found.group(2);
      var at = at(found.group(1), day, found.group(3));
      current = found.group(4) == null ? OURS : found.group(4);
      var times = new HashMap<String, Instant>();
      TOLD.matcher(found.group(6))
          .results()
          .forEach(one -> times.put(one.group(1), at(found.group(1), day, one.group(2))));
      var clocks = now(current);
      var after =
          switch (found.group(5)) {
            case "client" -> clocks.on(new Event.ClientWrote(at));
            case "we" -> clocks.on(new Event.Answered(at, times.getOrDefault("told", at)));
            case "note", "machine", "snooze" -> clocks.on(new Event.Aside(at));
            case "unanswered" -> clocks.on(new Event.NotAnswered(at, times.get("since")));
            case "wait" -> clocks.on(new Event.Waits(at));
            case "open" -> clocks.on(new Event.Opened(at));
            case "resolve" -> clocks.on(new Event.Resolved(at));
            case "trash" -> clocks.on(new Event.Trashed(at));
            case "restore" -> clocks.on(new Event.Restored(at, Clocks.Phase.OPEN));
            case "merge" -> clocks.on(new Event.Merged(at, now("B")));
            case "absorbed" -> clocks.on(new Event.Absorbed(at));
            case "targets" ->
                clocks.on(new Event.Retargeted(at, ClockExamples.terms(found.group(6))));
            case "split" -> {
              var since = Objects.requireNonNull(times.get("since"));
              conversations.put("B", clocks.part(at, since, times.get("unanswered")));
              yield clocks.on(new Event.SplitOff(at, since, times.get("stayed")));
            }
            case "passed" -> clocks.on(new Event.Passed(at));
            default -> throw new IllegalArgumentException(text);
          };
      conversations.put(current, after);
    }

    private Instant at(String weekday, String day, String time) {
      var at = LocalDateTime.parse(day + "T" + LocalTime.parse(time)).atZone(zone);
      assertThat(DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH).format(at)).isEqualTo(weekday);
      return at.toInstant();
    }

    private void check(String text) {
      var words = text.split(" ", 3);
      var kind = ClockExamples.kind(words[0]);
      var clock = now(current).running().stream().filter(one -> one.kind() == kind).findFirst();
      switch (words[1]) {
        case "due" -> {
          assertThat(clock).as(text).isPresent();
          var due = ZonedDateTime.of(LocalDateTime.parse(words[2], DUE), zone).toInstant();
          assertThat(clock.get().due()).as(text).isEqualTo(due);
        }
        case "rests" ->
            assertThat(clock)
                .as(text)
                .hasValueSatisfying(
                    one -> {
                      assertThat(one.runs()).isFalse();
                      assertThat(one.due()).isNull();
                    });
        case "none" -> assertThat(clock).as(text).isEmpty();
        default -> {
          var times = words[2].split(" ");
          Objects.requireNonNull(written.get(current))
              .add(
                  "%s %s %s %s"
                      .formatted(
                          words[0],
                          words[1],
                          ClockExamples.duration(times[0]),
                          ClockExamples.duration(times[1])));
        }
      }
    }

    private static String words(Outcome one) {
      var kind =
          switch (one.kind()) {
            case FIRST_RESPONSE -> "first";
            case NEXT_RESPONSE -> "next";
            case UPDATE -> "update";
            case RESOLUTION -> "resolution";
          };
      return "%s %s %s %s".formatted(kind, one.result().word(), one.working(), one.wall());
    }
  }
}
