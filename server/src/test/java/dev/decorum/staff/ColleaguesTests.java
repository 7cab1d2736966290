package dev.decorum.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ColleaguesTests {

  private static final TeamId BILLING = new TeamId(UUID.randomUUID());
  private static final TeamId SUPPORT = new TeamId(UUID.randomUUID());
  private static final Predicate<Member> NOBODY = _ -> false;

  private final List<Member> members = new ArrayList<>();

  @Test
  void everybodyIsOfferedWhereThereAreFew() {
    var one = member(BILLING);
    var other = member(SUPPORT);

    assertThat(Staff.offered(members, Set.of(BILLING), NOBODY)).containsExactly(one, other);
  }

  @Test
  void amongManyThoseNearAreOfferedAndWhoHasItNow() {
    var near = member(BILLING);
    for (int i = 0; i < Staff.MOST_OFFERED; i++) member(SUPPORT);
    var owner = member(SUPPORT);

    assertThat(Staff.offered(members, Set.of(BILLING), owner::equals)).containsExactly(near, owner);
  }

  @Test
  void everybodyIsOfferedToWhoeverIsInNoTeam() {
    for (int i = 0; i <= Staff.MOST_OFFERED; i++) member(SUPPORT);

    assertThat(Staff.offered(members, Set.of(), NOBODY)).hasSize(Staff.MOST_OFFERED + 1);
  }

  @Test
  void thoseWhoServeNobodyAreNotOffered() {
    var gone = member(BILLING).with(Member.State.DISABLED);

    assertThat(Staff.offered(List.of(gone), Set.of(BILLING), gone::equals)).isEmpty();
  }

  private Member member(TeamId team) {
    int no = members.size() + 1;
    var member =
        new Member(
            new MemberId(UUID.randomUUID()),
            no,
            "Member " + no,
            "member" + no + "@example.test",
            Role.AGENT,
            Member.State.ACTIVE,
            Set.of(team),
            null,
            null,
            null,
            1);
    members.add(member);
    return member;
  }
}
