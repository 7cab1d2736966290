package dev.decorum.inbox;

import dev.decorum.clients.Preferences;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Answering, writing a contact down, noting how somebody wants to be addressed, and inviting a
/// colleague.
@Component
@Transactional(readOnly = true)
class OwnFirstSteps implements FirstStep {

  private final JdbcClient jdbc;
  private final Preferences preferences;
  private final Staff staff;

  OwnFirstSteps(JdbcClient jdbc, Preferences preferences, Staff staff) {
    this.jdbc = jdbc;
    this.preferences = preferences;
    this.staff = staff;
  }

  private record Done(boolean answered, boolean logged) {}

  @Override
  public List<Step> of(Viewer viewer) {
    if (!viewer.may(Permission.WRITE_CLIENTS)) return List.of();
    Done done = done(viewer);
    var steps = new ArrayList<Step>();
    steps.add(new Step(10, "inbox.first.answer", "/inbox/unassigned", done.answered()));
    steps.add(new Step(20, "inbox.first.log", "/log", done.logged()));
    steps.add(new Step(30, "inbox.first.note", "/clients", preferences.hasNoted(viewer)));
    if (viewer.may(Permission.MANAGE_STAFF)) {
      boolean invited = staff.members().stream().filter(Member::active).count() > 1;
      steps.add(new Step(50, "inbox.first.invite", "/admin/people", invited));
    }
    return steps;
  }

  /// What a sample says was done before they came is none of it; their id tells when that was.
  private Done done(Viewer viewer) {
    return jdbc.sql(
            """
            select exists (select
                             from inbox.interaction i
                            where i.author_member = :viewer
                              and i.kind = 'message'
                              and i.direction = 'out'
                              and i.forwards is null
                              and i.created_at >= uuid_extract_timestamp(:viewer)) as answered,
                   exists (select
                             from inbox.interaction i
                            where i.author_member = :viewer
                              and i.kind in ('call', 'meeting', 'visit')
                              and i.created_at >= uuid_extract_timestamp(:viewer)) as logged
            """)
        .param("viewer", viewer.id().id())
        .query((row, _) -> new Done(row.getBoolean("answered"), row.getBoolean("logged")))
        .single();
  }
}
