package dev.decorum.inbox.web;

import dev.decorum.inbox.Draft;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.SecondLook;
import dev.decorum.inbox.SecondLook.State;
import dev.decorum.inbox.SecondLooks;
import dev.decorum.inbox.web.LooksPage.Asked;
import dev.decorum.inbox.web.LooksPage.Own;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says how second pairs of eyes stand.
@Component
class LooksReader {

  private final SecondLooks looks;
  private final Staff staff;

  LooksReader(SecondLooks looks, Staff staff) {
    this.looks = looks;
    this.staff = staff;
  }

  /// @param draft the viewer's own reply; null: there is none
  LooksPage page(Viewer viewer, long no, @Nullable Draft draft, String beside) {
    Own own = draft == null ? null : looks.of(draft).map(this::own).orElse(null);
    return new LooksPage(no, own, asked(viewer, no), beside);
  }

  /// Of the viewer's own reply alone.
  LooksPage own(Viewer viewer, long no, String beside) {
    Own own = looks.of(viewer, no).map(this::own).orElse(null);
    return new LooksPage(no, own, List.of(), beside);
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
