package dev.decorum.sla;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.staff.MemberId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who is told when people are away.
class AudienceTests {

  private static final MemberId OWNER = new MemberId(new UUID(0, 1));
  private static final MemberId LEAD = new MemberId(new UUID(0, 2));
  private static final MemberId OTHER_LEAD = new MemberId(new UUID(0, 3));
  private static final MemberId ADMIN = new MemberId(new UUID(0, 4));

  private static Audience audience(@Nullable MemberId owner, MemberId... away) {
    var gone = Set.of(away);
    return new Audience(
        owner, List.of(LEAD, OTHER_LEAD), List.of(ADMIN), one -> !gone.contains(one));
  }

  @Test
  void whoIsThereIsToldAndNobodyElse() {
    var all = audience(OWNER);

    assertThat(all.of(Step.Who.OWNER).told()).containsExactly(OWNER);
    assertThat(all.of(Step.Who.LEADS).told()).containsExactly(LEAD, OTHER_LEAD);
    assertThat(all.of(Step.Who.ADMINS).told()).containsExactly(ADMIN);
    assertThat(all.of(Step.Who.OWNER).skipped()).isEmpty();
  }

  @Test
  void forAnOwnerWhoIsAwayTheLeadsWhoAreThereAreTold() {
    var chosen = audience(OWNER, OWNER, LEAD).of(Step.Who.OWNER);

    assertThat(chosen.told()).containsExactly(OTHER_LEAD);
    assertThat(chosen.skipped()).containsExactly(OWNER);
  }

  @Test
  void ofWhatIsNobodysTheLeadsAreTold() {
    assertThat(audience(null).of(Step.Who.OWNER).told()).containsExactly(LEAD, OTHER_LEAD);
  }

  @Test
  void forLeadsWhoAreAllAwayTheAdminsAreTold() {
    var chosen = audience(OWNER, LEAD, OTHER_LEAD).of(Step.Who.LEADS);

    assertThat(chosen.told()).containsExactly(ADMIN);
    assertThat(chosen.skipped()).containsExactly(LEAD, OTHER_LEAD);
  }

  @Test
  void whereNobodyIsThereThoseAreToldWhoWouldHaveBeen() {
    var chosen = audience(OWNER, OWNER, LEAD, OTHER_LEAD, ADMIN).of(Step.Who.OWNER);

    assertThat(chosen.told()).containsExactly(OWNER);
    assertThat(chosen.skipped()).isEmpty();
  }

  @Test
  void onlyALeadWhoIsThereTakesOver() {
    assertThat(audience(OWNER, LEAD).takers()).containsExactly(OTHER_LEAD);
  }
}
