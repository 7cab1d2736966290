package dev.decorum.agenda.web;

import dev.decorum.web.FormErrors;
import java.net.URI;
import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// A member's agenda for calendar programs, and the mail of the day.
///
/// @param since when its address was made; null: there is none
/// @param made the address, shown once
/// @param morning when the mail of the day is wanted; null: not at all
public record AgendaPage(
    @Nullable Instant since, @Nullable URI made, @Nullable LocalTime morning, FormErrors errors) {}
