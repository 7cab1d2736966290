package dev.decorum.promises;

import dev.decorum.clients.ClientSummary;
import dev.decorum.inbox.InteractionId;
import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A promise as pages and the API show it.
///
/// @param conversation number of the one it was given in; null: none
/// @param source what was said when it was given; null: nobody has said
/// @param owner null: nobody has it
/// @param dueAt the moment from which on it is too late; null: no time
/// @param zone whose days its date counts in
/// @param unknown whether the client does not know of the date
/// @param repeats null: none comes after it
/// @param away whether its owner is away when it is to be kept
public record PromiseView(
    UUID id,
    long no,
    ClientSummary client,
    @Nullable Long conversation,
    @Nullable InteractionId source,
    String words,
    @Nullable MemberId owner,
    Due due,
    @Nullable Instant dueAt,
    ZoneId zone,
    boolean unknown,
    @Nullable Repeats repeats,
    boolean away,
    PromiseState state,
    Evidence evidence,
    MemberId madeBy,
    Instant madeAt,
    @Nullable Instant endedAt,
    int version) {}
