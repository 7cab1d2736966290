package dev.decorum.promises.web;

import dev.decorum.promises.Advice;
import dev.decorum.promises.Doubt;
import dev.decorum.promises.Due;
import dev.decorum.staff.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Says what speaks against the time of a promise, on the clocks of whoever gives it.
@Component
public class DoubtWords {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMM", Locale.UK);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEEE d MMM, HH:mm", Locale.UK);
  private static final DateTimeFormatter IN_ZONE =
      DateTimeFormatter.ofPattern("EEEE d MMM, HH:mm z", Locale.UK);

  private final MessageSource words;

  DoubtWords(MessageSource words) {
    this.words = words;
  }

  /// @param own whether the viewer keeps it
  public List<String> of(Viewer viewer, Due by, boolean own, Advice advice) {
    var sentences = new ArrayList<String>();
    for (var doubt : advice.doubts()) sentences.add(sentence(viewer.zone(), by, own, doubt));
    return sentences;
  }

  /// The same, and which time would be better, where there is one.
  public List<String> withBetter(Viewer viewer, Due by, boolean own, Advice advice) {
    var all = new ArrayList<>(of(viewer, by, own, advice));
    var better = advice.better();
    if (better != null) all.add(say("better", due(better, viewer.zone())));
    return all;
  }

  private String sentence(ZoneId zone, Due by, boolean own, Doubt doubt) {
    return switch (doubt) {
      case Doubt.OutsideHours(var next) -> say("outside", due(by, zone), inZone(next, zone));
      case Doubt.OutsideAgreed(var next) ->
          say("outside.agreed", due(by, zone), inZone(next, zone));
      case Doubt.ShorterThanAgreed(var left, var agreed) ->
          say("shorter", length(agreed), length(left));
      case Doubt.OwnerAway(var back) -> say(own ? "away" : "away.other", inZone(back, zone));
      case Doubt.FullDay(int others, int most, boolean past) ->
          say(past ? "full.own" : "full", others, most);
      case Doubt.TooSoon(var left, var half, var ninety, int of) ->
          say("soon", of, length(half), length(ninety), length(left));
    };
  }

  /// By when, as a sentence says it.
  String due(Due by, ZoneId zone) {
    return switch (by) {
      case Due.Minute(var at) -> MINUTE.format(at.atZone(zone));
      case Due.Day(var date) -> DAY.format(date);
      case Due.Range(var from, var to) -> DAY.format(from) + " \u2013 " + DAY.format(to);
      case Due.None() -> "";
    };
  }

  private static String inZone(Instant at, ZoneId zone) {
    return IN_ZONE.format(at.atZone(zone));
  }

  /// Working time, such as `3 h` or `45 min`.
  private String length(Duration time) {
    long minutes = time.toMinutes();
    return minutes < 90 ? say("minutes", minutes) : say("hours", Math.round(minutes / 60.0));
  }

  private String say(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage("promises.doubt." + key, args, Locale.UK));
  }
}
