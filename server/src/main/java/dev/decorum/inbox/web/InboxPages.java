package dev.decorum.inbox.web;

import dev.decorum.inbox.View;
import dev.decorum.staff.Permission;
import dev.decorum.web.PageDirectory;
import dev.decorum.web.PageLink;
import dev.decorum.web.SignedIn;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The views of the inbox, and writing.
@Component
class InboxPages implements PageDirectory {

  @Override
  public Stream<PageLink> openTo(SignedIn person) {
    if (!person.permissions().contains(Permission.WRITE_CLIENTS.name())) {
      return Stream.empty();
    }
    return Stream.concat(
        Stream.of(
            new PageLink("/compose", "inbox.compose", "web.section.inbox"),
            new PageLink("/log", "inbox.log", "web.section.clients")),
        Arrays.stream(View.values())
            .map(
                view ->
                    new PageLink(
                        "/inbox/" + view.word(),
                        "inbox.view." + view.word(),
                        "web.section.inbox")));
  }
}
