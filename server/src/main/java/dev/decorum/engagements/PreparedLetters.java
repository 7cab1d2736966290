package dev.decorum.engagements;

import dev.decorum.coach.Checked.Promised;
import dev.decorum.coach.Coach;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftId;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.DraftName;
import dev.decorum.inbox.Drafts;
import dev.decorum.promises.PromiseView;
import dev.decorum.promises.Promises;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Puts prepared letters where a person finishes and sends them. What they repeat of the ledger is
/// unticked, so that telling a client once more what was promised promises it no second time.
@Service
@Transactional
public class PreparedLetters {

  private final Drafts drafts;
  private final Coach coach;
  private final Promises promises;

  PreparedLetters(Drafts drafts, Coach coach, Promises promises) {
    this.drafts = drafts;
    this.coach = coach;
    this.promises = promises;
  }

  /// Whether the viewer is writing in a conversation: what was put there once stands there still.
  @Transactional(readOnly = true)
  public boolean underWay(Viewer viewer, long conversation) {
    return reply(viewer, conversation) != null;
  }

  private @Nullable Draft reply(Viewer viewer, long conversation) {
    return drafts
        .find(viewer, conversation, DraftKind.REPLY)
        .filter(draft -> !draft.content().text().isBlank())
        .orElse(null);
  }

  /// Behind what stands in the viewer's reply already.
  ///
  /// @param clientNo number of the client
  /// @return the reply
  public DraftId intoReply(Viewer viewer, long conversation, long clientNo, String letter) {
    drafts.append(viewer, conversation, letter);
    var draft = Objects.requireNonNull(reply(viewer, conversation));
    untick(
        viewer,
        new DraftName.OfConversation(conversation, DraftKind.REPLY),
        coach.check(viewer, draft, null).promises(),
        clientNo);
    return draft.id();
  }

  /// As the first message of a conversation.
  ///
  /// @param clientNo number of the client
  public Draft asFirstMessage(Viewer viewer, long clientNo, DraftContent content) {
    var draft = drafts.save(viewer, null, content, 0).draft();
    untick(
        viewer,
        new DraftName.OfFirstMessage(draft.id().id()),
        coach.check(viewer, draft, clientNo).promises(),
        clientNo);
    return draft;
  }

  private void untick(Viewer viewer, DraftName name, List<Promised> found, long clientNo) {
    if (found.isEmpty()) return;
    var known =
        promises.ofClient(viewer, clientNo).stream()
            .filter(one -> one.state().runs())
            .map(PromiseView::words)
            .map(PreparedLetters::plain)
            .toList();
    found.stream()
        .filter(Promised::tracked)
        .filter(
            one -> known.stream().anyMatch(words -> same(words, plain(one.commitment().text()))))
        .forEach(one -> coach.dismiss(viewer, name, one.turned()));
  }

  private static boolean same(String one, String other) {
    return one.contains(other) || other.contains(one);
  }

  private static String plain(String words) {
    return words.strip().toLowerCase(Locale.ROOT);
  }
}
