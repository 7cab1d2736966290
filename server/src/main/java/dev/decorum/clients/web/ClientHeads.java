package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ContactFigures;
import dev.decorum.clients.LookUps;
import dev.decorum.clients.Manner;
import dev.decorum.clients.Preference;
import dev.decorum.clients.Timeline;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.util.List;
import org.springframework.stereotype.Component;

/// Puts together what stands on top of a client's pages.
@Component
class ClientHeads {

  private final Timeline timeline;
  private final Staff staff;
  private final LookUps lookUps;

  ClientHeads(Timeline timeline, Staff staff, LookUps lookUps) {
    this.timeline = timeline;
    this.staff = staff;
    this.lookUps = lookUps;
  }

  /// @param preferences those of the client
  ClientHead head(Viewer viewer, Client client, List<Preference> preferences) {
    return head(viewer, client, timeline.figures(viewer, client.id()), preferences);
  }

  ClientHead head(
      Viewer viewer, Client client, ContactFigures figures, List<Preference> preferences) {
    return new ClientHead(
        client,
        figures,
        Manner.of(preferences),
        staff.teams().stream().filter(t -> client.restrictedTo().contains(t.id())).toList(),
        viewer.may(Permission.LOOK_UP_CLIENTS)
            ? lookUps.inForce(viewer, client.id()).orElse(null)
            : null);
  }
}
