package dev.decorum.staff;

import static dev.decorum.staff.Permission.BLOCK_SENDERS;
import static dev.decorum.staff.Permission.COACH_MEMBERS;
import static dev.decorum.staff.Permission.LET_PASS;
import static dev.decorum.staff.Permission.LOOK_UP_CLIENTS;
import static dev.decorum.staff.Permission.MANAGE_CHANNELS;
import static dev.decorum.staff.Permission.MANAGE_GUIDELINES;
import static dev.decorum.staff.Permission.MANAGE_STAFF;
import static dev.decorum.staff.Permission.READ_AUDIT;
import static dev.decorum.staff.Permission.READ_CLIENTS;
import static dev.decorum.staff.Permission.ROUTE_MAIL;
import static dev.decorum.staff.Permission.WRITE_CLIENTS;
import static dev.decorum.staff.Permission.WRITE_TEMPLATES;

import java.util.Locale;
import java.util.Set;

/// What a member is here for, as a set of permissions.
///
/// Which clients and conversations a member sees is decided by teams, in the SQL functions
/// `visible_to`; only an admin sees all, and an officer only what they have opened.
public enum Role {
  /// Answers clients of their own teams.
  AGENT(READ_CLIENTS, WRITE_CLIENTS),
  /// Answers clients and looks after a team.
  LEAD(
      READ_CLIENTS,
      WRITE_CLIENTS,
      WRITE_TEMPLATES,
      LET_PASS,
      COACH_MEMBERS,
      BLOCK_SENDERS,
      ROUTE_MAIL),
  /// Watches over privacy and ethics. Sees a client for a limited time, after stating a reason that
  /// is logged, and changes nothing there.
  OFFICER(READ_CLIENTS, LOOK_UP_CLIENTS, READ_AUDIT),
  /// Runs the installation.
  ADMIN(
      READ_CLIENTS,
      WRITE_CLIENTS,
      WRITE_TEMPLATES,
      LET_PASS,
      MANAGE_GUIDELINES,
      MANAGE_STAFF,
      MANAGE_CHANNELS,
      BLOCK_SENDERS,
      ROUTE_MAIL,
      READ_AUDIT);

  private final Set<Permission> permissions;

  Role(Permission... permissions) {
    this.permissions = Set.of(permissions);
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  /// The word in the database, the API and on the command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role of this word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
