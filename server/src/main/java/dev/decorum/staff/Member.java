package dev.decorum.staff;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A person who works here.
///
/// @param no the number people see, in addresses of pages too
/// @param signature stands under this member's mails unless the mailbox has one of its own
/// @param zone the member's own time zone; null means the organisation's
/// @param theme null follows the system
/// @param version grows with each change
public record Member(
    MemberId id,
    int no,
    String name,
    String email,
    Role role,
    State state,
    Set<TeamId> teams,
    @Nullable String signature,
    @Nullable ZoneId zone,
    @Nullable Theme theme,
    int version) {

  /// Where a member stands between the invitation and the last day.
  public enum State {
    /// Has a link to choose a password and has not used it.
    INVITED,
    ACTIVE,
    /// Signed out everywhere and kept out; what they wrote stays under their name.
    DISABLED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public Member {
    teams = Set.copyOf(teams);
  }

  public boolean active() {
    return state == State.ACTIVE;
  }

  /// Whether the member is at work here and may answer clients.
  public boolean serves() {
    return active() && role.permissions().contains(Permission.WRITE_CLIENTS);
  }

  Member with(MemberChange change) {
    return new Member(
        id,
        no,
        change.name(),
        change.email(),
        change.role(),
        state,
        change.teams(),
        signature,
        zone,
        theme,
        version);
  }

  Member with(String name, @Nullable ZoneId zone) {
    return new Member(id, no, name, email, role, state, teams, signature, zone, theme, version);
  }

  Member with(State state) {
    return new Member(id, no, name, email, role, state, teams, signature, zone, theme, version);
  }

  Member with(Set<TeamId> teams) {
    return new Member(id, no, name, email, role, state, teams, signature, zone, theme, version);
  }

  Member withSignature(@Nullable String signature) {
    return new Member(id, no, name, email, role, state, teams, signature, zone, theme, version);
  }

  Member withTheme(@Nullable Theme theme) {
    return new Member(id, no, name, email, role, state, teams, signature, zone, theme, version);
  }
}
