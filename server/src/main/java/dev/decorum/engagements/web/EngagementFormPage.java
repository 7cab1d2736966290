package dev.decorum.engagements.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.staff.Member;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a service is described.
///
/// @param no its number; null: it is new
public record EngagementFormPage(
    ClientSummary client,
    @Nullable Long no,
    EngagementForm form,
    List<Member> colleagues,
    int me,
    FormErrors errors) {

  public static final List<Integer> WEEKS = List.of(1, 2, 4, 0);

  public EngagementFormPage {
    colleagues = List.copyOf(colleagues);
  }

  public String action() {
    return no == null ? "/clients/" + client.no() + "/engagements" : "/engagements/" + no;
  }

  public String back() {
    return no == null ? "/clients/" + client.no() : "/engagements/" + no;
  }

  public boolean chosen(Member one) {
    var owner = form.owner();
    return one.no() == (owner == null ? me : owner);
  }

  public boolean every(int weeks) {
    var chosen = form.weeks();
    return weeks == (chosen == null ? 0 : chosen);
  }

  public boolean on(int day) {
    var chosen = form.weekday();
    return chosen != null && day == chosen;
  }

  public String title() {
    return EngagementForm.typed(form.title());
  }

  public String conversation() {
    return EngagementForm.typed(form.conversation());
  }

  public String time() {
    return EngagementForm.typed(form.time());
  }
}
