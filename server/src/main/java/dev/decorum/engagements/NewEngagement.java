package dev.decorum.engagements;

import dev.decorum.staff.MemberId;
import org.jspecify.annotations.Nullable;

/// A service as somebody describes it.
///
/// @param conversation number of the one in which the client is told how it is getting on; null:
///   the next report begins one
/// @param schedule when they are told; null: not by a schedule
public record NewEngagement(
    String title, MemberId owner, @Nullable Long conversation, @Nullable ReportSchedule schedule) {}
