package dev.decorum.demo;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.channels.Mailboxes;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientRemoval;
import dev.decorum.database.DecorumProperties;
import dev.decorum.inbox.ConversationRemoval;
import dev.decorum.staff.Viewer;
import dev.decorum.web.SampleSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The clients of Brightwater in an installation of one's own, to look around with, and away again.
///
/// They bring no colleagues along: an account that nobody sits at is a door that nobody watches.
/// All that the people of Brightwater did is told as if the admin had done it who loads the sample.
@Service
public class Sample implements SampleSource {

  /// The audit log names every object by an id; there is one sample.
  private static final UUID ITSELF = new UUID(0, 0);

  private final Storyteller storyteller;
  private final Mailboxes mailboxes;
  private final ClientRemoval clients;
  private final ConversationRemoval conversations;
  private final SampleClients known;
  private final Audit audit;
  private final boolean demo;

  Sample(
      Storyteller storyteller,
      Mailboxes mailboxes,
      ClientRemoval clients,
      ConversationRemoval conversations,
      SampleClients known,
      Audit audit,
      DecorumProperties properties) {
    this.storyteller = storyteller;
    this.mailboxes = mailboxes;
    this.clients = clients;
    this.conversations = conversations;
    this.known = known;
    this.audit = audit;
    this.demo = properties.demo();
  }

  /// Whether there can be a sample at all: the sample organisation is one already.
  public boolean possible() {
    return !demo;
  }

  /// What there is of the sample.
  ///
  /// @param clients how many of its clients would go with it
  /// @param conversations how many conversations with them
  /// @param merged how many of its clients stay, since they were merged with others
  public record Standing(int clients, int conversations, int merged) {

    public boolean loaded() {
      return clients + merged > 0;
    }
  }

  @Override
  public @Nullable String sample() {
    if (demo) return "demo.banner.organisation";
    return known.all().isEmpty() ? null : "demo.banner";
  }

  @Transactional(readOnly = true)
  public Standing standing() {
    return standing(known.all());
  }

  private Standing standing(Set<ClientId> all) {
    Set<ClientId> removable = clients.removable(all);
    return new Standing(
        removable.size(), conversations.count(removable), all.size() - removable.size());
  }

  /// Loads the sample where it is not there yet: all of it or nothing.
  ///
  /// @param admin who is taken for all the people of Brightwater
  @Transactional
  public void load(Viewer admin) {
    if (demo || !known.lock().isEmpty()) return;
    Story story = Story.read().forOne();
    var by = actor(admin);
    var mailbox = mailboxes.addSample(by, story.mailbox().address(), story.mailbox().name());
    var people = new HashMap<String, Viewer>();
    story.people().keySet().forEach(called -> people.put(called, admin));
    known.add(storyteller.tell(story, people, mailbox));
    audit.changed(by, "sample.loaded", "sample", ITSELF, Map.of());
  }

  /// Takes the sample away with everything that was said with its clients.
  ///
  /// @return what went
  @Transactional
  public Standing remove(Viewer admin) {
    Set<ClientId> all = known.lock();
    Standing before = standing(all);
    clients.remove(all);
    known.clear();
    mailboxes.removeSample(actor(admin));
    audit.changed(
        actor(admin),
        "sample.removed",
        "sample",
        ITSELF,
        Map.of(
            "clients", String.valueOf(before.clients()),
            "conversations", String.valueOf(before.conversations())));
    return before;
  }

  private static Actor actor(Viewer viewer) {
    return Actor.member(viewer.id().id());
  }
}
