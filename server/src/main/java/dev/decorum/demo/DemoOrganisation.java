package dev.decorum.demo;

import dev.decorum.audit.Actor;
import dev.decorum.channels.Mailbox;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.NewMailbox;
import dev.decorum.clients.Clients;
import dev.decorum.clients.EmailAddress;
import dev.decorum.staff.Member;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Service;

/// Brightwater, an organisation to look around in: its people, clients and what passed between them
/// lately. Nothing of it leaves this machine.
@Service
@ConditionalOnBooleanProperty("decorum.demo")
public class DemoOrganisation {

  private final Staff staff;
  private final Organisation organisation;
  private final Mailboxes mailboxes;
  private final Clients clients;
  private final Storyteller storyteller;

  DemoOrganisation(
      Staff staff,
      Organisation organisation,
      Mailboxes mailboxes,
      Clients clients,
      Storyteller storyteller) {
    this.staff = staff;
    this.organisation = organisation;
    this.mailboxes = mailboxes;
    this.clients = clients;
    this.storyteller = storyteller;
  }

  /// What somebody needs to begin.
  ///
  /// @param signIn signs in whoever opens it, as often as they like
  /// @param mailbox an address that takes mail
  public record Welcome(URI signIn, String mailbox) {}

  /// Makes the organisation where it is not there yet. Interrupted, the next call does the rest.
  public Welcome load() {
    Story story = Story.read();
    Map<String, Viewer> viewers = people(story);
    Mailbox mailbox = mailbox(story);
    if (clients.byEmail(firstAddress(story)).isEmpty()) {
      storyteller.tell(story, viewers, mailbox);
    }
    return new Welcome(
        staff.demoLink(viewer(viewers, story.guide()).id()), story.mailbox().address());
  }

  private Map<String, Viewer> people(Story story) {
    if (!organisation.named()) {
      organisation.change(Actor.system(), story.organisation(), organisation.zone().getId());
    }
    var viewers = new HashMap<String, Viewer>();
    story.people().forEach((called, person) -> viewers.put(called, viewer(member(person))));
    return viewers;
  }

  /// Nobody knows the passwords: one comes in by the link.
  private Member member(Story.Person person) {
    return staff
        .memberByEmail(person.email())
        .orElseGet(
            () -> {
              var added =
                  staff.add(
                      new NewMember(
                          person.name(),
                          person.email(),
                          person.role(),
                          person.teams(),
                          UUID.randomUUID().toString()));
              staff.changeSignature(added.member().id(), person.signature());
              return added.member();
            });
  }

  private Viewer viewer(Member member) {
    return Viewer.of(member, RowIds.next(), organisation.zone());
  }

  private Mailbox mailbox(Story story) {
    return mailboxes.all().stream()
        .filter(mailbox -> mailbox.address().equals(story.mailbox().address()))
        .findFirst()
        .orElseGet(
            () ->
                mailboxes.add(
                    Actor.system(),
                    new NewMailbox(story.mailbox().address(), story.mailbox().name(), null, null)));
  }

  private static String firstAddress(Story story) {
    return story.clients().values().stream()
        .flatMap(known -> known.details().details().emails().stream())
        .map(EmailAddress::value)
        .findFirst()
        .orElseThrow();
  }

  static Viewer viewer(Map<String, Viewer> viewers, String called) {
    Viewer viewer = viewers.get(called);
    if (viewer == null) {
      throw new IllegalArgumentException("nobody in the story is called " + called);
    }
    return viewer;
  }
}
