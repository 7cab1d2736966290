package dev.decorum.staff.web;

import dev.decorum.web.PageDirectory;
import dev.decorum.web.PageLink;
import dev.decorum.web.SignedIn;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The pages of one's account and of the administration.
@Component
public class StaffPages implements PageDirectory {

  /// The pages of one's account in the order of their list.
  public static final List<String> ME =
      List.of(
          "profile",
          "away",
          "security",
          "tokens",
          "signature",
          "appearance",
          "shortcuts",
          "notices",
          "agenda");

  @Override
  public Stream<PageLink> openTo(SignedIn person) {
    return Stream.concat(
        ME.stream().map(name -> link("me", name)),
        AdminEntries.openTo(person).stream().map(name -> link("admin", name)));
  }

  private static PageLink link(String area, String name) {
    return new PageLink(
        "/" + area + "/" + name, "staff.nav." + area + "." + name, "staff.nav." + area);
  }
}
