package dev.decorum.staff.web;

import dev.decorum.staff.Permission;
import dev.decorum.web.SignedIn;
import java.util.List;

/// The admin pages in the order of their list. Pages of modules above are named here by their
/// address only.
public final class AdminEntries {

  private record Entry(String name, Permission permission) {}

  private static final List<Entry> ALL =
      List.of(
          new Entry("people", Permission.MANAGE_STAFF),
          new Entry("teams", Permission.MANAGE_STAFF),
          new Entry("channels", Permission.MANAGE_CHANNELS),
          new Entry("routing", Permission.ROUTE_MAIL),
          new Entry("senders", Permission.BLOCK_SENDERS),
          new Entry("templates", Permission.WRITE_TEMPLATES),
          new Entry("approvals", Permission.MANAGE_STAFF),
          new Entry("protocols", Permission.MANAGE_GUIDELINES),
          new Entry("hours", Permission.MANAGE_STAFF),
          new Entry("guidelines", Permission.MANAGE_GUIDELINES),
          new Entry("coaching", Permission.MANAGE_GUIDELINES),
          new Entry("assistant", Permission.MANAGE_STAFF),
          new Entry("targets", Permission.MANAGE_STAFF),
          new Entry("promises", Permission.MANAGE_STAFF),
          new Entry("follow-ups", Permission.MANAGE_STAFF),
          new Entry("organisation", Permission.MANAGE_STAFF),
          new Entry("push", Permission.MANAGE_STAFF),
          new Entry("sample", Permission.MANAGE_STAFF),
          new Entry("audit", Permission.READ_AUDIT),
          new Entry("look-ups", Permission.READ_AUDIT));

  private AdminEntries() {}

  /// The names of those that the person may open.
  public static List<String> openTo(SignedIn person) {
    return ALL.stream()
        .filter(entry -> person.permissions().contains(entry.permission().name()))
        .map(Entry::name)
        .toList();
  }
}
