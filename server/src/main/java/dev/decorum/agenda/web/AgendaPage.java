package dev.decorum.agenda.web;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A member's agenda for calendar programs.
///
/// @param since when its address was made; null: there is none
/// @param made the address, shown once
public record AgendaPage(@Nullable Instant since, @Nullable URI made) {}
