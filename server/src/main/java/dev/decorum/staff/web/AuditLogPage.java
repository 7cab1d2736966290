package dev.decorum.staff.web;

import dev.decorum.staff.Member;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A part of the audit log, newest first.
///
/// @param verdict what checking the log found, when that was asked for
/// @param next the address of what follows, null at the end
/// @param first the address of the newest, null when they are shown
public record AuditLogPage(
    List<Row> rows,
    List<Member> members,
    Filter filter,
    @Nullable Verdict verdict,
    @Nullable String next,
    @Nullable String first) {

  /// What was asked for, as typed; blank is no matter.
  ///
  /// @param who the number of a member
  /// @param what an action, or its beginning up to a dot
  public record Filter(String who, String what, String object, String from, String to) {

    /// Groups of actions to choose from.
    public List<String> groups() {
      return List.of(
          "conversation.",
          "client.",
          "member.",
          "team.",
          "token.",
          "sign_in.",
          "permission.",
          "mailbox.",
          "mail.",
          "rule.",
          "organisation.",
          "audit.",
          "read");
    }
  }

  /// @param key for who is no member, or none that is known any more
  public record Who(String key, @Nullable String name, @Nullable Integer no) {}

  /// One entry in words.
  ///
  /// @param name what people call the object, where it is known
  public record Row(
      Instant at,
      Who who,
      String action,
      String kind,
      @Nullable String name,
      UUID object,
      List<String> facts) {}

  /// @param endKnown whether a missing end would have been noticed
  public record Verdict(
      boolean intact,
      long sealed,
      long waiting,
      long problemCount,
      List<String> problems,
      boolean endKnown) {}
}
