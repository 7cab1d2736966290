package dev.decorum.inbox.web;

import dev.decorum.inbox.View;
import org.jspecify.annotations.Nullable;

/// The list that stands beside a conversation. What is done there comes back to both.
///
/// @param view null: the conversation is shown alone
record Beside(@Nullable View view) {

  static final Beside NOTHING = new Beside(null);

  static Beside of(@Nullable QueuePage queue) {
    return queue == null ? NOTHING : new Beside(queue.view());
  }

  /// The list named in an address; a name that no list has counts as none.
  static Beside named(@Nullable String word) {
    try {
      return word == null ? NOTHING : new Beside(View.of(word));
    } catch (IllegalArgumentException unknown) {
      return NOTHING;
    }
  }

  /// The address of a conversation with this list beside it.
  String page(long no) {
    return view == null ? "/c/" + no : "/inbox/" + view.word() + "/c/" + no;
  }

  /// An address with what it takes to come back to this list.
  String in(String address) {
    return view == null
        ? address
        : address + (address.contains("?") ? "&" : "?") + "view=" + view.word();
  }
}
