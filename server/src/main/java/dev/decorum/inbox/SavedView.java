package dev.decorum.inbox;

import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A list of conversations by conditions.
///
/// @param owner who made it
/// @param team whose it is; null: only the owner's
/// @param editable whether the viewer may change it
public record SavedView(
    UUID id,
    int no,
    MemberId owner,
    @Nullable TeamId team,
    String name,
    ViewRule rule,
    Sort sort,
    boolean editable,
    int version) {}
