package dev.decorum.inbox.web;

import dev.decorum.clients.Channel;
import dev.decorum.inbox.Condition;
import dev.decorum.inbox.Condition.Field;
import dev.decorum.inbox.MailboxId;
import dev.decorum.inbox.MessageCarrier;
import dev.decorum.inbox.Priority;
import dev.decorum.inbox.Status;
import dev.decorum.staff.Member;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// What a field of a saved view can be compared with, and how that is called.
@Component
class ViewValues {

  private final Staff staff;
  private final MessageCarrier carrier;

  ViewValues(Staff staff, MessageCarrier carrier) {
    this.staff = staff;
    this.carrier = carrier;
  }

  /// Fields there is something to choose for.
  List<Field> fields() {
    boolean several = carrier.mailboxes().size() > 1;
    return Arrays.stream(Field.values()).filter(f -> f != Field.MAILBOX || several).toList();
  }

  /// Values with their labels, which are keys of messages or words as they are. Empty where values
  /// are typed.
  Map<String, String> of(Field field) {
    var labels = new LinkedHashMap<String, String>();
    switch (field) {
      case STATE -> words(labels, Status.values(), Status::word, "inbox.status.");
      case PRIORITY -> words(labels, Priority.values(), Priority::word, "inbox.priority.");
      case CHANNEL -> words(labels, Channel.values(), Channel::word, "inbox.channel.");
      case LAST_FROM -> {
        labels.put("client", "inbox.views.value.client");
        labels.put("us", "inbox.views.value.us");
      }
      case ASSIGNEE -> {
        labels.put(Condition.ME, "inbox.views.value.me");
        labels.put(Condition.NONE, "inbox.nobody");
        staff.members().stream()
            .filter(Member::serves)
            .forEach(member -> labels.put(member.id().id().toString(), member.name()));
      }
      case TEAM -> {
        labels.put(Condition.MINE, "inbox.views.value.mine");
        labels.put(Condition.NONE, "inbox.views.value.no_team");
        for (Team team : staff.teams()) labels.put(team.id().id().toString(), team.name());
      }
      case MAILBOX ->
          carrier
              .mailboxes()
              .forEach((MailboxId id, String name) -> labels.put(id.id().toString(), name));
      case TAG, CLIENT, LANGUAGE, WAITING, CREATED -> {}
    }
    return labels;
  }

  private static <T> void words(
      Map<String, String> labels, T[] values, Function<T, String> word, String prefix) {
    for (T value : values) labels.put(word.apply(value), prefix + word.apply(value));
  }
}
