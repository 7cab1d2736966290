package dev.decorum.sla.web;

import dev.decorum.coach.PromiseRemarks;
import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Commitment.Due;
import dev.decorum.sla.ClockKind;
import dev.decorum.sla.ConversationClocks;
import dev.decorum.sla.ConversationClocks.Running;
import dev.decorum.staff.Viewer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// In the coach's column: that something is promised for later than the matter should have ended.
@Component
class TargetRemarks implements PromiseRemarks {

  private static final DateTimeFormatter IN_ZONE =
      DateTimeFormatter.ofPattern("EEEE d MMM, HH:mm z", Locale.UK);

  private final ConversationClocks clocks;
  private final MessageSource words;

  TargetRemarks(ConversationClocks clocks, MessageSource words) {
    this.clocks = clocks;
    this.words = words;
  }

  @Override
  public List<String> on(Viewer writer, @Nullable Long in, Commitment promise) {
    var begins = begins(promise.due(), writer.zone());
    if (in == null || begins == null || !clocks.any()) return List.of();
    return clocks.of(writer, in).clocks().stream()
        .filter(clock -> clock.kind() == ClockKind.RESOLUTION)
        .map(Running::due)
        .flatMap(Stream::ofNullable)
        .filter(begins::isAfter)
        .map(due -> IN_ZONE.format(due.atZone(writer.zone())))
        .map(due -> words.getMessage("sla.remark.later", new Object[] {due}, Locale.UK))
        .map(Objects::requireNonNull)
        .toList();
  }

  /// The earliest moment that is meant; null: none is named.
  private static @Nullable Instant begins(Due due, ZoneId zone) {
    return switch (due) {
      case Due.Minute(var at) -> at.toInstant();
      case Due.Day(var date) -> date.atStartOfDay(zone).toInstant();
      case Due.Range(var from, _) -> from.atStartOfDay(zone).toInstant();
      case Due.None() -> null;
    };
  }
}
