package dev.decorum.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place the sidebar leads to. It is shown when one of its pages exists and the person may use
/// it.
public enum Section {
  TODAY("today", "T", Group.WORK, List.of("/today"), List.of()),
  INBOX(
      "inbox", "I", Group.WORK, List.of("/inbox/mine", "/inbox/{view}"), List.of("WRITE_CLIENTS")),
  PROMISES("promise", "P", Group.WORK, List.of("/promises"), List.of("READ_CLIENTS")),
  CLIENTS("clients", "L", Group.CLIENTS, List.of("/clients"), List.of("READ_CLIENTS")),
  COACHING("coach", null, Group.TEAM, List.of("/coaching"), List.of("WRITE_CLIENTS")),
  REPORTS("report", "R", Group.TEAM, List.of("/reports"), List.of("WRITE_CLIENTS")),
  ADMIN(
      "admin",
      null,
      Group.TEAM,
      List.of("/admin", "/admin/people", "/admin/channels"),
      List.of("MANAGE_STAFF", "MANAGE_CHANNELS", "ROUTE_MAIL", "READ_AUDIT", "WRITE_TEMPLATES"));

  /// A titled block of the sidebar; the first has no title.
  public enum Group {
    WORK,
    CLIENTS,
    TEAM
  }

  private final String icon;
  private final @Nullable String key;
  private final Group group;
  private final List<String> pages;
  private final List<String> permissions;

  Section(
      String icon,
      @Nullable String key,
      Group group,
      List<String> pages,
      List<String> permissions) {
    this.icon = icon;
    this.key = key;
    this.group = group;
    this.pages = pages;
    this.permissions = permissions;
  }

  public String icon() {
    return icon;
  }

  /// The letter that leads there after G.
  public @Nullable String key() {
    return key;
  }

  public Group group() {
    return group;
  }

  public String labelKey() {
    return "web.section." + icon;
  }

  /// The address patterns of its first page, the best one first.
  List<String> pages() {
    return pages;
  }

  boolean openTo(SignedIn person) {
    return permissions.isEmpty() || permissions.stream().anyMatch(person.permissions()::contains);
  }
}
