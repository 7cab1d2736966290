package dev.decorum.inbox.web;

import dev.decorum.inbox.DraftName;
import org.jspecify.annotations.Nullable;

/// The list that stands beside a conversation. What is done there comes back to both.
///
/// @param list null: the conversation is shown alone
record Beside(@Nullable ListName list) {

  static final Beside NOTHING = new Beside(null);

  static Beside of(@Nullable QueuePage queue) {
    return queue == null ? NOTHING : named(queue.word());
  }

  /// The list named in an address; a name that no list has counts as none.
  static Beside named(@Nullable String word) {
    return word == null ? NOTHING : new Beside(ListName.parse(word).orElse(null));
  }

  /// The address of a conversation with this list beside it.
  String page(long no) {
    return list == null ? "/c/" + no : "/inbox/" + list.word() + "/c/" + no;
  }

  /// Where a draft of a conversation is written on.
  String draft(DraftName.OfConversation draft) {
    long no = draft.no();
    return switch (draft.kind()) {
      case NOTE -> page(no) + "?write=note";
      case FORWARD -> in("/c/" + no + "/forward");
      case FOLLOWUP -> in("/c/" + no + "/follow-up");
      case REPLY, NEW -> page(no);
    };
  }

  /// An address with what it takes to come back to this list.
  String in(String address) {
    return list == null
        ? address
        : address + (address.contains("?") ? "&" : "?") + "view=" + list.word();
  }
}
