package dev.decorum.sla.web;

import dev.decorum.sla.ClockKind;
import dev.decorum.sla.Target;
import dev.decorum.sla.Written;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A policy as it is typed.
///
/// @param teams by number
/// @param clients numbers, with commas in between
/// @param calendar by number; 0: the standard one
/// @param first how long the first response may take, as [Written] reads it; empty: there is no
///   target. So the others
/// @param firstBy `working` or `wall`. So the others
public record PolicyForm(
    String name,
    List<String> channels,
    List<Integer> teams,
    List<String> priorities,
    String clients,
    String tags,
    String withoutTags,
    Integer calendar,
    String first,
    String firstBy,
    String next,
    String nextBy,
    String update,
    String updateBy,
    String resolution,
    String resolutionBy,
    String steps) {

  static final String WORKING = "working";
  static final String WALL = "wall";
  private static final String USUAL_STEPS = "30m before: owner\ndue: owner\n1h after: leads";

  public PolicyForm(
      @Nullable String name,
      @Nullable List<String> channels,
      @Nullable List<Integer> teams,
      @Nullable List<String> priorities,
      @Nullable String clients,
      @Nullable String tags,
      @Nullable String withoutTags,
      @Nullable Integer calendar,
      @Nullable String first,
      @Nullable String firstBy,
      @Nullable String next,
      @Nullable String nextBy,
      @Nullable String update,
      @Nullable String updateBy,
      @Nullable String resolution,
      @Nullable String resolutionBy,
      @Nullable String steps) {
    this.name = text(name);
    this.channels = channels == null ? List.of() : List.copyOf(channels);
    this.teams = teams == null ? List.of() : List.copyOf(teams);
    this.priorities = priorities == null ? List.of() : List.copyOf(priorities);
    this.clients = text(clients);
    this.tags = text(tags);
    this.withoutTags = text(withoutTags);
    this.calendar = calendar == null ? 0 : calendar;
    this.first = text(first);
    this.firstBy = text(firstBy);
    this.next = text(next);
    this.nextBy = text(nextBy);
    this.update = text(update);
    this.updateBy = text(updateBy);
    this.resolution = text(resolution);
    this.resolutionBy = text(resolutionBy);
    this.steps = text(steps);
  }

  private static String text(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }

  static PolicyForm empty() {
    return new PolicyForm(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        "4h",
        WORKING,
        "8h",
        WORKING,
        null,
        WORKING,
        null,
        WORKING,
        USUAL_STEPS);
  }

  /// What was typed for a target.
  public String length(ClockKind kind) {
    return switch (kind) {
      case FIRST_RESPONSE -> first;
      case NEXT_RESPONSE -> next;
      case UPDATE -> update;
      case RESOLUTION -> resolution;
    };
  }

  public boolean working(ClockKind kind) {
    var by =
        switch (kind) {
          case FIRST_RESPONSE -> firstBy;
          case NEXT_RESPONSE -> nextBy;
          case UPDATE -> updateBy;
          case RESOLUTION -> resolutionBy;
        };
    return !by.equals(WALL);
  }

  /// The name of the field of a target.
  public static String field(ClockKind kind) {
    return switch (kind) {
      case FIRST_RESPONSE -> "first";
      case NEXT_RESPONSE -> "next";
      case UPDATE -> "update";
      case RESOLUTION -> "resolution";
    };
  }

  static String length(Map<ClockKind, Target> targets, ClockKind kind) {
    var target = targets.get(kind);
    return target == null ? "" : Written.length(target.length());
  }

  static String by(Map<ClockKind, Target> targets, ClockKind kind) {
    var target = targets.get(kind);
    return target == null || target.working() ? WORKING : WALL;
  }

  static Set<String> words(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String toString() {
    return "PolicyForm";
  }
}
