package dev.decorum.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.audit.Actor;
import dev.decorum.testing.DatabaseTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
@DatabaseTest
class StaffTests {

  private static final String PASSWORD = "plum orchard window";

  @Autowired Staff staff;
  @Autowired Organisation organisation;
  @Autowired AccessTokens tokens;
  @Autowired Directory directory;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  @BeforeEach
  void nobody() {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> {
              directory.beginChange();
              for (var table : List.of("link", "access_token", "member", "team", "organisation")) {
                jdbc.sql("delete from staff." + table).update();
              }
            });
  }

  @Test
  void addsMembersWithTeamsThatAreMadeOnTheWay() {
    var mette = add("Mette Friis", "Mette@Brightwater.example", Role.LEAD, "Home care", "Billing");

    var found = staff.memberByEmail("mette@brightwater.EXAMPLE").orElseThrow();
    assertThat(found.id()).isEqualTo(mette.id());
    assertThat(found.name()).isEqualTo("Mette Friis");
    assertThat(found.state()).isEqualTo(Member.State.ACTIVE);
    assertThat(staff.teams()).extracting(Team::name).containsExactly("Billing", "Home care");
    assertThat(found.teams())
        .containsExactlyInAnyOrderElementsOf(staff.teams().stream().map(Team::id).toList());
    assertThat(staff.memberByNo(found.no())).contains(found);
    assertThat(staff.member(found.id())).contains(found);
  }

  @Test
  void invitesWhoHasNoPassword() {
    var added =
        staff.add(new NewMember("Jonas Lind", "jonas@x.example", Role.AGENT, List.of(), null));

    assertThat(added.member().state()).isEqualTo(Member.State.INVITED);
    assertThat(added.invitation()).asString().contains("/invitation?key=");
  }

  @Test
  void refusesAnAddressTwice() {
    add("Mette Friis", "mette@brightwater.example", Role.LEAD);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> add("Another Mette", "METTE@brightwater.example", Role.AGENT))
        .satisfies(r -> assertThat(r.objections()).containsExactly(Objection.EMAIL_TAKEN))
        .withMessage("Another member has this address. Each address belongs to one member.");
  }

  @Test
  void showsNothingOfAMemberInTheDatabase() {
    add("Mette Friis", "mette@brightwater.example", Role.LEAD);

    var row = jdbc.sql("select m::text from staff.member m").query(String.class).single();
    assertThat(row).contains("lead").doesNotContainIgnoringCase("mette").doesNotContain("argon");
  }

  @Test
  void keepsTheLastAdmin() {
    var first = add("Sam Okoro", "sam@x.example", Role.ADMIN);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> staff.disable(Actor.system(), first.id()))
        .satisfies(r -> assertThat(r.objections()).containsExactly(Objection.LAST_ADMIN));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(
            () ->
                staff.change(
                    Actor.system(),
                    first.id(),
                    new MemberChange(first.name(), first.email(), Role.LEAD, Set.of())))
        .satisfies(r -> assertThat(r.objections()).containsExactly(Objection.LAST_ADMIN));
    assertThat(staff.member(first.id()).orElseThrow().active()).isTrue();

    add("Kim Berg", "kim@x.example", Role.ADMIN);
    staff.disable(Actor.system(), first.id());
    assertThat(staff.member(first.id()).orElseThrow().state()).isEqualTo(Member.State.DISABLED);
  }

  @Test
  void leavesAnAdminWhenTwoDisableEachOtherAtOnce() throws InterruptedException {
    var one = add("Sam Okoro", "sam@x.example", Role.ADMIN).id();
    var other = add("Kim Berg", "kim@x.example", Role.ADMIN).id();

    var threads =
        List.of(one, other).stream()
            .map(
                id ->
                    Thread.startVirtualThread(
                        () -> {
                          try {
                            staff.disable(Actor.system(), id);
                          } catch (Refused lastAdmin) {
                            // One of the two is refused.
                          }
                        }))
            .toList();
    for (var thread : threads) {
      thread.join();
    }

    assertThat(staff.members()).filteredOn(Member::active).hasSize(1);
  }

  @Test
  void offersTheSetUpLinkUntilThereIsAnAdmin() {
    assertThat(staff.setUpLink()).isPresent();
    add("Jonas Lind", "jonas@x.example", Role.AGENT);
    assertThat(staff.setUpLink()).isPresent();

    add("Sam Okoro", "sam@x.example", Role.ADMIN);

    assertThat(staff.setUpLink()).isEmpty();
    assertThat(jdbc.sql("select count(*) from staff.link").query(Integer.class).single()).isZero();
  }

  @Test
  void namesTheOrganisation() {
    assertThat(organisation.name()).isEqualTo("Decorum");

    organisation.change(Actor.system(), " Brightwater ", "Europe/Copenhagen");

    assertThat(organisation.name()).isEqualTo("Brightwater");
    assertThat(organisation.zone()).hasToString("Europe/Copenhagen");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> organisation.change(Actor.system(), "", "Europe/Atlantis"))
        .satisfies(
            r ->
                assertThat(r.objections())
                    .containsExactly(Objection.NAME_MISSING, Objection.ZONE_WRONG));
  }

  @Test
  void forgetsNothingOfATransactionThatFailed() {
    add("Mette Friis", "mette@x.example", Role.LEAD);
    int members = staff.members().size();

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> add("Mette Again", "mette@x.example", Role.LEAD, "A new team"));

    assertThat(staff.teams()).isEmpty();
    assertThat(staff.members()).hasSize(members);
  }

  @Test
  void makesTokensThatNameTheirMemberAndScopes() {
    var jonas = add("Jonas Lind", "jonas@x.example", Role.AGENT);

    var text = tokens.create(jonas.id(), List.of(Scope.READ));

    assertThat(text).matches("dcm_pat_[0-9A-Za-z]{49}");
    var grant = tokens.find(text).orElseThrow();
    assertThat(grant.member()).isEqualTo(jonas.id());
    assertThat(Scope.permissions(grant.role(), grant.scopes()))
        .containsExactly(Permission.READ_CLIENTS);
    assertThat(jdbc.sql("select t::text from staff.access_token t").query(String.class).single())
        .doesNotContain(text);
    tokens.revoke(Actor.system(), jonas.id(), tokens.of(jonas.id()).getFirst().no());
    assertThat(tokens.find(text)).isEmpty();
  }

  private Member add(String name, String email, Role role, String... teams) {
    return staff.add(new NewMember(name, email, role, List.of(teams), PASSWORD)).member();
  }
}
