package dev.decorum.engagements.web;

import dev.decorum.staff.Permission;
import dev.decorum.web.PageDirectory;
import dev.decorum.web.PageLink;
import dev.decorum.web.SignedIn;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The services under way, and the follow-ups.
@Component
class EngagementPages implements PageDirectory {

  @Override
  public Stream<PageLink> openTo(SignedIn person) {
    return person.permissions().contains(Permission.READ_CLIENTS.name())
        ? Stream.of(
            new PageLink("/engagements", "engagements.title", "web.section.clients"),
            new PageLink("/follow-ups", "engagements.follow_ups", "web.section.clients"))
        : Stream.empty();
  }
}
