package dev.decorum.sla;

import dev.decorum.sla.Step.Who;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lengths and steps as people write them: `4h`, `1h 30m`, `90 min`; and a line for each step:
///
/// ```
/// 30m before: owner
/// due: owner
/// 1h after: leads take over
/// ```
public final class Written {

  private static final Pattern LENGTH =
      Pattern.compile("(?:(\\d{1,5}) ?h)? ?(?:(\\d{1,6}) ?m(?:in)?)?");
  private static final Pattern STEP =
      Pattern.compile(
          "(?:(.+?) (before|after)|(?:when )?due) ?:? ?(owner|leads|admins)( take over)?");

  private Written() {}

  /// Empty where it cannot be read.
  public static Optional<Duration> length(String written) {
    var found = LENGTH.matcher(tidy(written));
    if (!found.matches() || found.group(1) == null && found.group(2) == null) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofHours(number(found.group(1))).plusMinutes(number(found.group(2))));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static String tidy(String written) {
    return written.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  /// As [#length] reads it.
  public static String length(Duration length) {
    long hours = length.toHours();
    int minutes = length.toMinutesPart();
    if (hours == 0) return minutes + "m";
    return minutes == 0 ? hours + "h" : hours + "h " + minutes + "m";
  }

  /// @throws StepUnreadable which line cannot be read
  public static List<Step> steps(String text) {
    var steps = new ArrayList<Step>();
    int line = 0;
    for (var one : text.split("\\R")) {
      line++;
      if (!one.isBlank()) steps.add(step(one, line));
    }
    return steps;
  }

  private static Step step(String written, int line) {
    var found = STEP.matcher(tidy(written));
    if (!found.matches()) throw new StepUnreadable(line);
    int minutes = 0;
    if (found.group(1) != null) {
      var length = length(found.group(1)).orElseThrow(() -> new StepUnreadable(line));
      minutes = Math.toIntExact(length.toMinutes());
    }
    boolean handOver = found.group(4) != null;
    var who = Who.of(found.group(3));
    if (handOver && who != Who.LEADS) throw new StepUnreadable(line);
    return new Step("before".equals(found.group(2)) ? -minutes : minutes, who, handOver);
  }

  /// As [#steps] reads them.
  public static String steps(List<Step> steps) {
    return steps.stream().map(Written::step).collect(Collectors.joining("\n"));
  }

  private static String step(Step step) {
    var when =
        step.minutes() == 0
            ? "due"
            : length(Duration.ofMinutes(Math.abs(step.minutes())))
                + (step.minutes() < 0 ? " before" : " after");
    return when + ": " + step.who().word() + (step.handOver() ? " take over" : "");
  }

  /// A step that cannot be read.
  public static final class StepUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    StepUnreadable(int line) {
      super("a step cannot be read");
      this.line = line;
    }

    public int line() {
      return line;
    }
  }
}
