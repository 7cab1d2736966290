package dev.decorum.hours;

import java.util.UUID;

public record CalendarId(UUID id) {}
