package dev.decorum.promises.web;

import dev.decorum.staff.Member;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody who could keep a promise.
///
/// @param back when they are there again; null: they are there
public record Colleague(Member member, @Nullable Instant back) {}
