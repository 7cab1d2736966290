package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.SecondLook;
import dev.decorum.inbox.SecondLook.State;
import dev.decorum.inbox.SecondLooks;
import dev.decorum.inbox.SendGate;
import dev.decorum.inbox.web.LooksPage.Asked;
import dev.decorum.inbox.web.LooksPage.Own;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Says how second pairs of eyes stand.
@Component
class LooksReader {

  private final SecondLooks looks;
  private final Inbox inbox;
  private final Staff staff;
  private final ObjectProvider<SendGate> gates;

  LooksReader(SecondLooks looks, Inbox inbox, Staff staff, ObjectProvider<SendGate> gates) {
    this.looks = looks;
    this.inbox = inbox;
    this.staff = staff;
    this.gates = gates;
  }

  /// @param draft the viewer's own reply; null: there is none
  LooksPage page(Viewer viewer, ConversationRow row, @Nullable Draft draft, String beside) {
    Own own = draft == null ? null : looks.of(draft).map(this::own).orElse(null);
    return new LooksPage(row.no(), own, names(viewer, row), asked(viewer, row.no()), beside);
  }

  /// Of the viewer's own reply alone.
  LooksPage own(Viewer viewer, long no, String beside) {
    Own own = looks.of(viewer, no).map(this::own).orElse(null);
    return new LooksPage(no, own, names(viewer, inbox.row(viewer, no)), List.of(), beside);
  }

  /// Who could approve a reply of the viewer here; empty: it needs no approval.
  Optional<List<MemberId>> approvers(Viewer viewer, ConversationRow row) {
    return gates
        .orderedStream()
        .flatMap(gate -> gate.approvers(viewer, row.channel(), row.team()).stream())
        .findFirst();
  }

  private @Nullable String names(Viewer viewer, ConversationRow row) {
    return approvers(viewer, row)
        .map(members -> members.stream().map(this::name).collect(Collectors.joining(", ")))
        .orElse(null);
  }

  private Own own(SecondLook look) {
    boolean changed = look.state() == State.APPROVED && !look.current();
    return new Own(
        name(look.colleague()), changed ? "changed" : look.state().word(), look.words(), look.at());
  }

  private List<Asked> asked(Viewer viewer, long no) {
    return looks.askedOf(viewer, no).stream()
        .map(
            asked -> {
              Draft draft = asked.draft();
              Recipients whom = draft.content().recipients();
              return new Asked(
                  asked.look().id(),
                  name(asked.look().asker()),
                  asked.look().question(),
                  whom == null ? "" : AddressList.format(whom.all().toList()),
                  draft.content().text(),
                  ConversationPages.files(draft),
                  draft.revision(),
                  asked.look().at());
            })
        .toList();
  }

  private String name(MemberId member) {
    return staff.member(member).map(Member::name).orElse("");
  }
}
