package dev.decorum.inbox.api;

import dev.decorum.clients.ClientNotFound;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.Status;
import dev.decorum.inbox.View;
import dev.decorum.staff.Member;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import dev.decorum.web.BadRequest;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What `GET /conversations` is asked for, as it stands in the address. Empty is the same as
/// absent.
///
/// @param assignee `me`, `none` or a member's number
record ListQuery(
    @Nullable String q,
    @Nullable String status,
    @Nullable String assignee,
    @Nullable String team,
    @Nullable String client,
    @Nullable String sort) {

  /// Empty when it names somebody or something that is not there: nothing is theirs.
  Optional<ConversationFilter> filter(Viewer viewer, Clients clients, Staff staff) {
    var filter =
        ConversationFilter.of(View.ALL)
            .query(q)
            .status(present(status).map(word -> known(word, Status::of)).orElse(null));
    return Optional.of(filter)
        .flatMap(f -> assigned(f, viewer, staff))
        .flatMap(
            f ->
                present(team)
                    .map(
                        no ->
                            staff.teamByNo(Math.toIntExact(number(no))).map(Team::id).map(f::team))
                    .orElse(Optional.of(f)))
        .flatMap(
            f ->
                present(client)
                    .map(no -> of(f, viewer, clients, number(no)))
                    .orElse(Optional.of(f)));
  }

  private Optional<ConversationFilter> assigned(
      ConversationFilter filter, Viewer viewer, Staff staff) {
    return switch (present(assignee).orElse("")) {
      case "" -> Optional.of(filter);
      case "me" -> Optional.of(filter.assignee(viewer.id()));
      case "none" -> Optional.of(filter.nobodys());
      case String no ->
          staff.memberByNo(Math.toIntExact(number(no))).map(Member::id).map(filter::assignee);
    };
  }

  private static Optional<ConversationFilter> of(
      ConversationFilter filter, Viewer viewer, Clients clients, long no) {
    try {
      return Optional.of(filter.client(clients.get(viewer, no).id()));
    } catch (ClientNotFound _) {
      return Optional.empty();
    }
  }

  Sort order() {
    return present(sort).map(word -> known(word, Sort::of)).orElse(Sort.NEWEST);
  }

  private static Optional<String> present(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,9}")) throw new BadRequest("parameter.invalid");
    return Long.parseLong(text);
  }

  private static <T> T known(String word, Function<String, T> reader) {
    try {
      return reader.apply(word);
    } catch (IllegalArgumentException unknown) {
      throw new BadRequest("parameter.invalid");
    }
  }
}
