package dev.decorum.engagements.web;

import dev.decorum.engagements.Engagement;
import dev.decorum.engagements.EngagementChange;
import dev.decorum.engagements.Milestone;
import dev.decorum.staff.Member;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One service: what comes when, what the client is told, and what happened.
///
/// @param owners names of those who have something to do in it, by their ids
/// @param writes whether the reader may change anything
public record EngagementPage(
    EngagementLine line,
    List<EngagementChange> history,
    Map<UUID, String> owners,
    List<Member> colleagues,
    int me,
    boolean writes,
    FormErrors errors) {

  public EngagementPage {
    history = List.copyOf(history);
    owners = Map.copyOf(owners);
    colleagues = List.copyOf(colleagues);
  }

  public Engagement engagement() {
    return line.engagement();
  }

  public boolean running() {
    return writes && !engagement().state().ended();
  }

  public String owner(Milestone one, Ui ui) {
    var owner = one.owner();
    var name = owner == null ? null : owners.get(owner.id());
    return name == null ? ui.t("engagements.nobody") : name;
  }

  public boolean has(Milestone one, Member member) {
    return member.id().equals(one.owner());
  }

  public String tone(Milestone one) {
    return switch (one.state()) {
      case DONE -> "ok";
      case DROPPED -> "";
      case PLANNED, UNDER_WAY -> one.slips(line.today()) ? "danger" : "promise";
    };
  }

  /// A line of the history in words.
  public String words(EngagementChange change, Ui ui) {
    boolean knew =
        change.what() == EngagementChange.What.MOVED && Boolean.TRUE.equals(change.told());
    var key = "engagements.did." + change.what().word() + (knew ? ".told" : "");
    var before = change.before();
    var after = change.after();
    return ui.t(
        key,
        name(change.milestone()),
        before == null ? "" : EngagementLine.day(before),
        after == null ? "" : EngagementLine.day(after));
  }

  private String name(@Nullable UUID milestone) {
    return engagement().milestones().stream()
        .filter(one -> one.id().equals(milestone))
        .findFirst()
        .map(Milestone::name)
        .orElse("");
  }

  public String by(EngagementChange change, Ui ui) {
    var by = change.by();
    var name = by == null ? null : owners.get(by.id());
    return name == null ? ui.t("engagements.history.system") : name;
  }
}
