package dev.decorum.coach;

import dev.decorum.conduct.rules.Source;
import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A pack of the organisation as it is being written.
///
/// @param name of its file
/// @param note what changes and why, for those who read the guidelines
/// @param revision grows with each change
/// @param version that holds or was taken out of force last; 0: none was published yet
/// @param holds whether a version of it is in force
/// @param proposedBy who asks for a review
/// @param remark why it was sent back; null: it was not, or it was proposed again
public record OwnPack(
    int no,
    String name,
    Reach reach,
    State state,
    String text,
    String note,
    int revision,
    MemberId changedBy,
    Instant changedAt,
    @Nullable MemberId proposedBy,
    @Nullable String remark,
    int version,
    boolean holds) {

  private static final UUID UNPUBLISHED = new UUID(0, 0);

  /// How far it is.
  public enum State {
    DRAFT,
    /// Somebody else is asked to review it.
    PROPOSED,
    /// As the version that was published last.
    PUBLISHED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A published version; it does not change.
  ///
  /// @param text null: from then on the pack did not hold
  /// @param restores the version that was published again
  public record Version(
      int version,
      @Nullable String text,
      String note,
      MemberId author,
      MemberId reviewer,
      Instant publishedAt,
      @Nullable Integer restores) {}

  /// It as it would hold with a text.
  PackInForce candidate(String other) {
    return new PackInForce(no, name, reach, version + 1, UNPUBLISHED, changedAt, other);
  }

  /// What is exported: one file, or those of a style.
  public List<Source> files() {
    return PackFiles.of(name, text);
  }
}
