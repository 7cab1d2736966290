package dev.decorum.hours.web;

import dev.decorum.hours.NewAbsence;
import org.jspecify.annotations.Nullable;

/// An absence as it is typed.
///
/// @param member number of whose it is; null: the writer's
public record AwayForm(
    @Nullable Integer member, String from, String fromTime, String to, String toTime, String zone) {

  public AwayForm(
      @Nullable Integer member,
      @Nullable String from,
      @Nullable String fromTime,
      @Nullable String to,
      @Nullable String toTime,
      @Nullable String zone) {
    this.member = member;
    this.from = typed(from);
    this.fromTime = typed(fromTime);
    this.to = typed(to);
    this.toTime = typed(toTime);
    this.zone = typed(zone);
  }

  private static String typed(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  static AwayForm blank(String zone) {
    return new AwayForm(null, "", "", "", "", zone);
  }

  NewAbsence absence() {
    return new NewAbsence(from, fromTime, to, toTime, zone);
  }
}
