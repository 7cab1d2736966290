package dev.decorum.promises.api;

import dev.decorum.promises.Due;
import dev.decorum.promises.PromiseState;
import dev.decorum.promises.PromiseView;
import dev.decorum.staff.Staff;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A promise as the API answers it. Fields are kept stable.
///
/// @param due a moment, or a date; null for a range, or where no time was said
/// @param dueRange the first and the last day of a range
/// @param repeats how often it comes again, as ISO 8601 writes it; null: none comes after it
/// @param repeatsUntil the last day on which one may be due
/// @param interaction what was said when it was given
/// @param remarks what speaks against the time that was just given, and which would be better
/// @param evidence a line that shows that it was kept
/// @param evidenceInteraction a message that shows it
record PromiseResource(
    long no,
    String text,
    @Nullable String due,
    String duePrecision,
    @Nullable List<LocalDate> dueRange,
    @Nullable String repeats,
    @Nullable LocalDate repeatsUntil,
    PromiseState state,
    @Nullable Named owner,
    Named client,
    @Nullable Named conversation,
    @Nullable UUID interaction,
    @Nullable String evidence,
    @Nullable UUID evidenceInteraction,
    Instant madeAt,
    @Nullable Instant endedAt,
    List<String> remarks,
    int version) {

  PromiseResource {
    remarks = List.copyOf(remarks);
  }

  /// How one thing points to another.
  record Named(long no, String name) {}

  /// @param subject of its conversation; null: none, or it has no conversation
  /// @param remarks what speaks against a time that was just given
  static PromiseResource of(
      PromiseView view, @Nullable String subject, List<String> remarks, Staff staff) {
    var source = view.source();
    var repeats = view.repeats();
    var message = view.evidence().message();
    return new PromiseResource(
        view.no(),
        view.words(),
        switch (view.due()) {
          case Due.Minute _, Due.Day _ -> view.due().text();
          case Due.Range _, Due.None _ -> null;
        },
        view.due().precision(),
        view.due() instanceof Due.Range(var from, var to) ? List.of(from, to) : null,
        repeats == null ? null : repeats.rhythm().text(),
        repeats == null ? null : repeats.last(),
        view.state(),
        view.owner() == null
            ? null
            : staff.member(view.owner()).map(m -> new Named(m.no(), m.name())).orElse(null),
        new Named(view.client().no(), view.client().name()),
        view.conversation() == null
            ? null
            : new Named(view.conversation(), subject == null ? "" : subject),
        source == null ? null : source.id(),
        view.evidence().words(),
        message == null ? null : message.id(),
        view.madeAt(),
        view.endedAt(),
        remarks,
        view.version());
  }
}
