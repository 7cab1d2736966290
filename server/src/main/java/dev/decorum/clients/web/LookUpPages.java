package dev.decorum.clients.web;

import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.clients.LookUp;
import dev.decorum.clients.LookUpInput;
import dev.decorum.clients.LookUps;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Puts together what an officer sees instead of the list of clients.
@Component
class LookUpPages {

  private final LookUps lookUps;
  private final Clients clients;

  LookUpPages(LookUps lookUps, Clients clients) {
    this.lookUps = lookUps;
    this.clients = clients;
  }

  LookUpPage page(Viewer viewer, LookUpInput input, FormErrors errors) {
    List<LookUp> open = lookUps.inForce(viewer);
    Map<ClientId, ClientSummary> summaries =
        clients.summaries(open.stream().map(LookUp::client).distinct().toList());
    return new LookUpPage(
        input,
        errors,
        open.stream()
            .map(
                lookUp ->
                    new LookUpPage.Open(
                        lookUp, Objects.requireNonNull(summaries.get(lookUp.client()))))
            .toList());
  }
}
