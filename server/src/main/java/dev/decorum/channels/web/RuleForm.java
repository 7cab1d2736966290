package dev.decorum.channels.web;

import dev.decorum.channels.Mailbox;
import dev.decorum.channels.routing.Rule;
import dev.decorum.inbox.Priority;
import dev.decorum.staff.Staff;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A rule as it is typed: lists are lines, mailboxes and the team are numbers.
///
/// @param team 0: as the mailbox says
/// @param priority empty: nothing is said about it
public record RuleForm(
    String name,
    String senders,
    String subject,
    String text,
    List<String> languages,
    List<Integer> mailboxes,
    Integer team,
    String tags,
    String priority,
    Integer version) {

  /// What no team has as its id, so that a choice that is gone by now is refused.
  private static final UUID GONE = new UUID(0, 0);

  public RuleForm {
    team = team == null ? 0 : team;
    version = version == null ? 0 : version;
    name = name == null ? "" : name.strip();
    senders = senders == null ? "" : senders;
    subject = subject == null ? "" : subject;
    text = text == null ? "" : text;
    languages = languages == null ? List.of() : List.copyOf(languages);
    mailboxes = mailboxes == null ? List.of() : List.copyOf(mailboxes);
    tags = tags == null ? "" : tags;
    priority = priority == null ? "" : priority;
  }

  static RuleForm empty() {
    return new RuleForm("", "", "", "", List.of(), List.of(), 0, "", "", 0);
  }

  static RuleForm of(Rule rule, int version, List<Mailbox> boxes, Staff staff) {
    return new RuleForm(
        rule.name(),
        String.join("\n", rule.senders()),
        String.join("\n", rule.subject()),
        String.join("\n", rule.text()),
        rule.languages(),
        boxes.stream()
            .filter(box -> rule.mailboxes().contains(box.id().id()))
            .map(Mailbox::no)
            .toList(),
        rule.team() == null
            ? 0
            : staff.teams().stream()
                .filter(team -> team.id().id().equals(rule.team()))
                .map(team -> team.no())
                .findFirst()
                .orElse(0),
        String.join(", ", rule.tags()),
        rule.priority() == null ? "" : rule.priority().word(),
        version);
  }

  Rule rule(List<Mailbox> boxes, Staff staff) {
    Map<Integer, UUID> ids =
        boxes.stream().collect(Collectors.toMap(Mailbox::no, box -> box.id().id()));
    return new Rule(
        name,
        entries(senders, "[\\s,;]+"),
        entries(subject, "[\\n,;]+"),
        entries(text, "[\\n,;]+"),
        languages.stream().distinct().toList(),
        mailboxes.stream().distinct().map(no -> ids.getOrDefault(no, GONE)).toList(),
        team == 0 ? null : staff.teamByNo(team).map(found -> found.id().id()).orElse(GONE),
        entries(tags, "[\\n,]+"),
        priority(priority));
  }

  private static List<String> entries(String typed, String between) {
    return Arrays.stream(typed.split(between))
        .map(entry -> entry.replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
        .filter(entry -> !entry.isEmpty())
        .collect(
            Collectors.toMap(
                entry -> entry.toLowerCase(Locale.ROOT),
                Function.identity(),
                (first, _) -> first,
                java.util.LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  private static @Nullable Priority priority(String word) {
    try {
      return word.isEmpty() ? null : Priority.of(word);
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "RuleForm";
  }
}
