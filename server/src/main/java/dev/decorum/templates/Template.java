package dev.decorum.templates;

import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Words to begin a message with.
///
/// @param team whose; null: everybody's
/// @param draftBy who wrote it, while nobody else has shared it; null: it is shared
/// @param variants by how they speak
public record Template(
    UUID id,
    int no,
    @Nullable TeamId team,
    String name,
    @Nullable MemberId draftBy,
    List<Variant> variants,
    Instant updatedAt,
    int version) {

  /// The same in one language, for some or all readers.
  ///
  /// @param uses how often it was ever put into a message
  public record Variant(Voice voice, String text, long uses) {}

  public Template {
    variants = List.copyOf(variants);
  }

  public Optional<Variant> in(Voice voice) {
    return variants.stream().filter(variant -> variant.voice().equals(voice)).findFirst();
  }

  public long uses() {
    return variants.stream().mapToLong(Variant::uses).sum();
  }
}
