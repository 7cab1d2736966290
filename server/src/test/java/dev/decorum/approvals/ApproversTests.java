package dev.decorum.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.approvals.Approvers.Gap;
import dev.decorum.clients.Channel;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.vault.RowIds;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApproversTests {

  private static final TeamId HARBOUR = new TeamId(RowIds.next());
  private static final TeamId MOUNTAIN = new TeamId(RowIds.next());

  private final Member jonas = member(Role.AGENT, HARBOUR);
  private final Member mette = member(Role.LEAD, HARBOUR);
  private final Member carl = member(Role.LEAD, MOUNTAIN);
  private final Member admin = member(Role.ADMIN);

  @Test
  void whatNoRuleHoldsForNeedsNoApproval() {
    var approvers = among(rule(Channel.SOCIAL, HARBOUR, Set.of(Role.AGENT), Set.of(Role.LEAD)));

    assertThat(asked(approvers, jonas, Channel.EMAIL, HARBOUR)).isNull();
    assertThat(asked(approvers, jonas, Channel.SOCIAL, null)).isNull();
    assertThat(asked(approvers, mette, Channel.SOCIAL, HARBOUR)).isNull();
    assertThat(asked(approvers, jonas, Channel.SOCIAL, HARBOUR)).containsExactly(mette);
  }

  @Test
  void onlyWhoSeesTheConversationCanApprove() {
    var approvers = among(rule(null, null, Set.of(Role.AGENT), Set.of(Role.LEAD, Role.ADMIN)));

    assertThat(asked(approvers, jonas, Channel.EMAIL, HARBOUR)).containsExactly(mette, admin);
    assertThat(asked(approvers, jonas, Channel.EMAIL, null)).containsExactly(mette, carl, admin);
  }

  @Test
  void nobodyApprovesTheirOwnNorWhoWorksHereNoMore() {
    var gone = gone(member(Role.LEAD, HARBOUR));
    var rule = rule(null, HARBOUR, Set.of(Role.LEAD), Set.of(Role.LEAD));
    var approvers = new Approvers(List.of(rule), List.of(jonas, mette, gone));

    assertThat(asked(approvers, mette, Channel.EMAIL, HARBOUR)).isEmpty();
  }

  @Test
  void whereSeveralRulesHoldOneApproverSatisfiesAll() {
    var approvers =
        among(
            rule(null, null, Set.of(Role.AGENT), Set.of(Role.LEAD, Role.ADMIN)),
            rule(Channel.SOCIAL, null, Set.of(Role.AGENT), Set.of(Role.ADMIN)));

    assertThat(asked(approvers, jonas, Channel.SOCIAL, HARBOUR)).containsExactly(admin);
  }

  @Test
  void whoWouldWaitForNobodyIsFound() {
    var leads = rule(null, HARBOUR, Set.of(Role.AGENT, Role.LEAD), Set.of(Role.LEAD));
    var approvers = new Approvers(List.of(leads), List.of(jonas, mette));

    // Mette could approve what Jonas writes, and nobody what she writes.
    assertThat(approvers.gaps(List.of(HARBOUR, MOUNTAIN)))
        .containsExactly(new Gap(Channel.EMAIL, HARBOUR, List.of(mette)));
    assertThat(among(leads).gaps(List.of(MOUNTAIN))).isEmpty();
    assertThat(among().gaps(List.of(HARBOUR))).isEmpty();
  }

  private Approvers among(ApprovalRule... rules) {
    return new Approvers(List.of(rules), List.of(jonas, mette, carl, admin));
  }

  private static @Nullable List<Member> asked(
      Approvers approvers, Member author, Channel channel, @Nullable TeamId team) {
    return approvers.of(author.id(), author.role(), channel, team).orElse(null);
  }

  private static ApprovalRule rule(
      @Nullable Channel channel, @Nullable TeamId team, Set<Role> authors, Set<Role> approvers) {
    return new ApprovalRule(RowIds.next(), channel, team, authors, approvers, false);
  }

  private static Member member(Role role, TeamId... teams) {
    var id = new MemberId(RowIds.next());
    return new Member(
        id,
        1,
        "Somebody",
        "a@b.example",
        role,
        Member.State.ACTIVE,
        Set.of(teams),
        null,
        null,
        null,
        0);
  }

  private static Member gone(Member one) {
    return new Member(
        one.id(),
        one.no(),
        one.name(),
        one.email(),
        one.role(),
        Member.State.DISABLED,
        one.teams(),
        null,
        null,
        null,
        0);
  }
}
