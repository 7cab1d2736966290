package dev.decorum.staff.web;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.audit.AuditEntry;
import dev.decorum.audit.AuditFilter;
import dev.decorum.audit.AuditPage.Cursor;
import dev.decorum.audit.AuditProblem;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/// The audit log, for admins and officers.
@Requires(Permission.READ_AUDIT)
@Controller
class AuditController {

  private static final int ROWS = 50;
  private static final int MOST_PROBLEMS = 20;
  private static final UUID THE_LOG = new UUID(0, 0);
  private static final Pattern UUID_SHAPE =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Audit audit;
  private final Staff staff;

  AuditController(Audit audit, Staff staff) {
    this.audit = audit;
    this.staff = staff;
  }

  @GetMapping("/admin/audit")
  String list(
      @RequestParam(defaultValue = "") String who,
      @RequestParam(defaultValue = "") String what,
      @RequestParam(defaultValue = "") String object,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String cursor,
      Viewer viewer,
      Model model) {
    var filter = new AuditLogPage.Filter(who, what.strip(), object.strip(), from, to);
    return list(filter, cursor, null, viewer, model);
  }

  @PostMapping("/admin/audit/verify")
  String verify(Viewer viewer, Model model) {
    var found = audit.verify();
    audit.changed(
        Actor.member(viewer.id().id()),
        "audit.verified",
        "audit",
        THE_LOG,
        Map.of(
            "sealed",
            Long.toString(found.sealed()),
            "problems",
            Long.toString(found.problemCount())));
    var verdict =
        new AuditLogPage.Verdict(
            found.intact(),
            found.sealed(),
            found.waiting(),
            found.problemCount(),
            found.problems().stream().limit(MOST_PROBLEMS).map(AuditProblem::sentence).toList(),
            found.endKnown());
    return list(new AuditLogPage.Filter("", "", "", "", ""), "", verdict, viewer, model);
  }

  private String list(
      AuditLogPage.Filter filter,
      String cursor,
      AuditLogPage.@Nullable Verdict verdict,
      Viewer viewer,
      Model model) {
    var found = audit.search(filter(filter, viewer.zone()), cursor(cursor), ROWS);
    model.addAttribute(
        "page",
        new AuditLogPage(
            found.entries().stream().map(this::row).toList(),
            staff.members(),
            filter,
            verdict,
            found.next() == null ? null : address(filter, found.next()),
            cursor.isEmpty() ? null : address(filter, null)));
    return "staff/audit";
  }

  private AuditFilter filter(AuditLogPage.Filter filter, ZoneId zone) {
    var last = date(filter.to());
    return new AuditFilter(
        actor(filter.who()),
        filter.what().isEmpty() ? null : filter.what(),
        uuid(filter.object()),
        start(date(filter.from()), zone),
        start(last == null ? null : last.plusDays(1), zone));
  }

  /// A member by number. Somebody who does not exist did nothing.
  private @Nullable UUID actor(String no) {
    if (no.isEmpty()) {
      return null;
    }
    try {
      return staff.memberByNo(Integer.parseInt(no)).map(m -> m.id().id()).orElse(THE_LOG);
    } catch (NumberFormatException nobody) {
      return THE_LOG;
    }
  }

  private static @Nullable UUID uuid(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException nothing) {
      return THE_LOG;
    }
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException malformed) {
      return null;
    }
  }

  private static @Nullable Instant start(@Nullable LocalDate day, ZoneId zone) {
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }

  private static @Nullable Cursor cursor(String text) {
    try {
      return text.isEmpty() ? null : Cursor.parse(text);
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  private static String address(AuditLogPage.Filter filter, @Nullable Cursor next) {
    var address = UriComponentsBuilder.fromPath("/admin/audit");
    add(address, "who", filter.who());
    add(address, "what", filter.what());
    add(address, "object", filter.object());
    add(address, "from", filter.from());
    add(address, "to", filter.to());
    add(address, "cursor", next == null ? "" : next.toString());
    return address.encode().build().toUriString();
  }

  private static void add(UriComponentsBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
    }
  }

  private AuditLogPage.Row row(AuditEntry entry) {
    return new AuditLogPage.Row(
        entry.at(),
        who(entry.actor()),
        words(entry.action()),
        words(entry.kind()),
        name(entry.kind(), entry.object()),
        entry.object(),
        facts(entry.facts()));
  }

  private AuditLogPage.Who who(Actor actor) {
    var id = actor.id();
    return switch (actor.kind()) {
      case SYSTEM -> new AuditLogPage.Who("staff.audit.system", null, null);
      case CLIENT -> new AuditLogPage.Who("staff.audit.client", null, null);
      case MEMBER -> {
        var member = id == null ? null : staff.member(new MemberId(id)).orElse(null);
        yield new AuditLogPage.Who(
            "staff.audit.member",
            member == null ? null : member.name(),
            member == null ? null : member.no());
      }
    };
  }

  /// What people call the object, for those that this module knows.
  private @Nullable String name(String kind, UUID object) {
    return switch (kind) {
      case "member" -> staff.member(new MemberId(object)).map(Member::name).orElse(null);
      case "team" -> staff.team(new TeamId(object)).map(Team::name).orElse(null);
      default -> null;
    };
  }

  /// `conversation.assigned_to` as words.
  private static String words(String code) {
    var words = code.replace('.', ' ').replace('_', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private List<String> facts(Map<String, String> facts) {
    return facts.entrySet().stream()
        .filter(fact -> !fact.getValue().isEmpty())
        .map(fact -> words(fact.getKey()) + ": " + named(fact.getValue()))
        .toList();
  }

  /// Ids of teams and members by name.
  private String named(String value) {
    return Arrays.stream(value.split(" ")).map(this::nameOf).collect(Collectors.joining(", "));
  }

  private String nameOf(String word) {
    if (!UUID_SHAPE.matcher(word).matches()) {
      return word;
    }
    var id = UUID.fromString(word);
    return staff
        .team(new TeamId(id))
        .map(Team::name)
        .or(() -> staff.member(new MemberId(id)).map(Member::name))
        .orElse(word);
  }
}
