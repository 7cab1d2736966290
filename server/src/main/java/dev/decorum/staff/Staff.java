package dev.decorum.staff;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who works here.
///
/// Reading answers from memory; a change shows at once on this node and within seconds on others.
/// Changes queue one behind the other, so that two admins cannot disable each other at once and
/// leave nobody.
@Service
public class Staff {

  /// Names that one looks through in a picker.
  static final int MOST_OFFERED = 100;

  /// A member who was just added.
  ///
  /// @param invitation the link by which they choose a password; null when they have one
  public record Added(Member member, @Nullable URI invitation) {}

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_SIGNATURE = 2_000;

  private final Directory directory;
  private final Members members;
  private final Teams teams;
  private final Links links;
  private final Sessions sessions;
  private final Passwords passwords;
  private final Audit audit;
  private final ApplicationEventPublisher events;

  Staff(
      Directory directory,
      Members members,
      Teams teams,
      Links links,
      Sessions sessions,
      Passwords passwords,
      Audit audit,
      ApplicationEventPublisher events) {
    this.directory = directory;
    this.members = members;
    this.teams = teams;
    this.links = links;
    this.sessions = sessions;
    this.passwords = passwords;
    this.audit = audit;
    this.events = events;
  }

  public Optional<Member> member(MemberId id) {
    return Optional.ofNullable(directory.now().members().get(id));
  }

  public Optional<Member> memberByNo(int no) {
    return Optional.ofNullable(directory.now().membersByNo().get(no));
  }

  /// Finds a member by their mail address, however it is capitalised.
  public Optional<Member> memberByEmail(String email) {
    return Optional.ofNullable(directory.now().membersByEmail().get(EmailAddresses.normal(email)));
  }

  /// All members, disabled ones included, in the order in which they came.
  public List<Member> members() {
    return directory.now().membersInOrder();
  }

  /// Whom a picker of names offers: those who serve clients. Where they are more than one can look
  /// through, those of the member's own teams and of the team that the matter lies with; what is
  /// for somebody else goes to their team first.
  ///
  /// @param team null: it lies with none
  /// @param also who is offered in any case, as those who have it now
  public List<Member> colleagues(MemberId self, @Nullable TeamId team, Predicate<Member> also) {
    var near = new HashSet<>(member(self).map(Member::teams).orElse(Set.of()));
    if (team != null) near.add(team);
    return offered(members(), near, one -> one.id().equals(self) || also.test(one));
  }

  static List<Member> offered(List<Member> members, Set<TeamId> near, Predicate<Member> also) {
    var all = members.stream().filter(Member::serves).toList();
    // Where nobody is near, everybody is as far.
    if (all.size() <= MOST_OFFERED || near.isEmpty()) return all;
    return all.stream()
        .filter(one -> also.test(one) || one.teams().stream().anyMatch(near::contains))
        .toList();
  }

  /// Who leads a team: its active leads. What is nobody's team is led by all leads.
  public List<MemberId> leads(@Nullable TeamId team) {
    return members().stream()
        .filter(one -> one.active() && one.role() == Role.LEAD)
        .filter(one -> team == null || one.teams().contains(team))
        .map(Member::id)
        .toList();
  }

  public Optional<Team> team(TeamId id) {
    return Optional.ofNullable(directory.now().teams().get(id));
  }

  public Optional<Team> teamByNo(int no) {
    return Optional.ofNullable(directory.now().teamsByNo().get(no));
  }

  public Optional<Team> teamByName(String name) {
    return teams().stream().filter(team -> team.name().equalsIgnoreCase(name.strip())).findFirst();
  }

  /// All teams by name.
  public List<Team> teams() {
    return directory.now().teamsInOrder();
  }

  /// Adds a member on behalf of the command line.
  ///
  /// @throws Refused when name, address or password will not do
  @Transactional
  public Added add(NewMember someone) {
    return add(Actor.system(), someone);
  }

  /// Adds a member: active with a password, invited without. A first admin ends the set-up link.
  ///
  /// @throws Refused when name, address or password will not do
  @Transactional
  public Added add(Actor by, NewMember someone) {
    var objections = new ArrayList<>(aboutPerson(someone.name(), someone.email()));
    var password = someone.password();
    if (password != null) {
      PasswordRules.objection(password, ownWords(someone.name(), someone.email()))
          .ifPresent(objections::add);
    }
    if (!objections.isEmpty()) {
      throw new Refused(objections);
    }
    // The hash takes a while, so it is made before others have to queue.
    var hash = password == null ? null : passwords.hash(password);
    directory.beginChange();
    var groups = new HashSet<TeamId>();
    for (var name : someone.teams()) {
      groups.add(teams.named(teamName(name)).orElseGet(() -> createTeam(by, name)).id());
    }
    var state = hash == null ? Member.State.INVITED : Member.State.ACTIVE;
    MemberId id;
    try {
      id = members.insert(someone.name(), someone.email(), someone.role(), state, hash);
    } catch (DuplicateKeyException taken) {
      throw new Refused(Objection.EMAIL_TAKEN);
    }
    var member = locked(id);
    if (!groups.isEmpty()) {
      member = member.with(groups);
      members.update(member);
    }
    if (someone.role() == Role.ADMIN) {
      links.endAll(LinkPurpose.SET_UP);
    }
    audit.changed(
        by,
        "member.added",
        "member",
        id.id(),
        Map.of("role", someone.role().word(), "state", state.word(), "teams", words(groups)));
    var invitation = hash == null ? links.renew(LinkPurpose.INVITATION, id) : null;
    return new Added(member, invitation);
  }

  /// @throws Refused when name or address will not do, or nobody would be left to run things
  @Transactional
  public void change(Actor by, MemberId id, MemberChange change) {
    var objections = new ArrayList<>(aboutPerson(change.name(), change.email()));
    directory.beginChange();
    var before = locked(id);
    if (before.active()
        && before.role() == Role.ADMIN
        && change.role() != Role.ADMIN
        && !members.anyActiveAdminBut(id)) {
      objections.add(Objection.LAST_ADMIN);
    }
    if (!objections.isEmpty()) {
      throw new Refused(objections);
    }
    try {
      members.update(before.with(change));
    } catch (DuplicateKeyException taken) {
      throw new Refused(Objection.EMAIL_TAKEN);
    }
    if (change.role() != before.role()) {
      events.publishEvent(new RoleEnded(id));
    }
    audit.changed(by, "member.changed", "member", id.id(), differences(before, change));
  }

  /// Signs a member out everywhere and keeps them out. Within five seconds nothing answers to them
  /// any more, open pages and tokens included.
  ///
  /// @throws Refused when nobody would be left to run things
  @Transactional
  public void disable(Actor by, MemberId id) {
    directory.beginChange();
    var member = locked(id);
    if (member.state() == Member.State.DISABLED) {
      return;
    }
    if (member.active() && member.role() == Role.ADMIN && !members.anyActiveAdminBut(id)) {
      throw new Refused(Objection.LAST_ADMIN);
    }
    members.update(member.with(Member.State.DISABLED));
    sessions.endAll(id);
    links.endAll(id);
    events.publishEvent(new RoleEnded(id));
    audit.changed(by, "member.disabled", "member", id.id(), Map.of());
  }

  /// Lets a disabled member in again, with the password they had. Who never had one is invited
  /// anew.
  @Transactional
  public void enable(Actor by, MemberId id) {
    directory.beginChange();
    var member = locked(id);
    if (member.state() != Member.State.DISABLED) {
      return;
    }
    var hasPassword =
        members.credentials(id).map(credentials -> credentials.password() != null).orElse(false);
    members.update(member.with(hasPassword ? Member.State.ACTIVE : Member.State.INVITED));
    audit.changed(by, "member.enabled", "member", id.id(), Map.of());
  }

  /// A new link for a member who has not chosen a password yet; earlier ones end.
  ///
  /// @throws Refused when the member has a password or is disabled
  @Transactional
  public URI invite(Actor by, MemberId id) {
    var member = locked(id);
    switch (member.state()) {
      case INVITED -> {}
      case ACTIVE -> throw new Refused(Objection.ALREADY_ACTIVE);
      case DISABLED -> throw new Refused(Objection.DISABLED);
    }
    audit.changed(by, "member.invited", "member", id.id(), Map.of());
    return links.renew(LinkPurpose.INVITATION, id);
  }

  /// A link by which a member chooses a new password; earlier ones end. The old password works
  /// until then.
  ///
  /// @throws Refused when the member is disabled
  @Transactional
  public URI resetLink(Actor by, MemberId id) {
    var member = locked(id);
    if (member.state() == Member.State.DISABLED) {
      throw new Refused(Objection.DISABLED);
    }
    audit.changed(by, "member.reset_link_made", "member", id.id(), Map.of());
    return links.renew(LinkPurpose.RESET, id);
  }

  /// The link by which the first admin comes in, while there is none. Each start of a node makes
  /// one of its own; all end when there is an admin.
  @Transactional
  public Optional<URI> setUpLink() {
    return members.anyActiveAdminBut(null)
        ? Optional.empty()
        : Optional.of(links.create(LinkPurpose.SET_UP, null));
  }

  /// The link that signs in to the sample organisation as this member.
  @Transactional
  public URI demoLink(MemberId id) {
    return links.renew(LinkPurpose.DEMO, id);
  }

  /// What a member may change about themselves.
  ///
  /// @param zone null for the organisation's
  /// @throws Refused when the name or the zone will not do
  @Transactional
  public void changeProfile(MemberId id, String name, @Nullable String zone) {
    var objections = new ArrayList<>(aboutName(name));
    if (zone != null && !Organisation.isZone(zone)) {
      objections.add(Objection.ZONE_WRONG);
    }
    if (!objections.isEmpty()) {
      throw new Refused(objections);
    }
    changeOwn(
        id,
        "member.profile_changed",
        member -> member.with(name.strip(), zone == null ? null : ZoneId.of(zone)));
  }

  /// @param signature blank for none
  /// @throws Refused when it is too long
  @Transactional
  public void changeSignature(MemberId id, String signature) {
    if (signature.length() > LONGEST_SIGNATURE) {
      throw new Refused(Objection.SIGNATURE_TOO_LONG);
    }
    changeOwn(
        id,
        "member.signature_changed",
        member -> member.withSignature(signature.isBlank() ? null : signature.strip()));
  }

  /// @param theme null to follow the system
  @Transactional
  public void changeTheme(MemberId id, @Nullable Theme theme) {
    changeOwn(id, "member.theme_changed", member -> member.withTheme(theme));
  }

  /// @throws Refused when the name is missing, too long or taken
  @Transactional
  public Team createTeam(Actor by, String name) {
    directory.beginChange();
    try {
      var team = teams.insert(teamName(name));
      audit.changed(by, "team.created", "team", team.id().id(), Map.of());
      return team;
    } catch (DuplicateKeyException taken) {
      throw new Refused(Objection.TEAM_NAME_TAKEN);
    }
  }

  /// @throws Refused when the name is missing, too long or taken
  @Transactional
  public void renameTeam(Actor by, TeamId id, String name) {
    directory.beginChange();
    try {
      if (!teams.rename(id, teamName(name))) {
        throw new TeamNotFound();
      }
    } catch (DuplicateKeyException taken) {
      throw new Refused(Objection.TEAM_NAME_TAKEN);
    }
    audit.changed(by, "team.renamed", "team", id.id(), Map.of());
  }

  /// The words of a member's surroundings that make a poor password.
  Set<String> ownWords(String name, String email) {
    var organisation = directory.now().organisation();
    return PasswordRules.words(name, email, organisation == null ? "" : organisation);
  }

  private void changeOwn(MemberId id, String action, UnaryOperator<Member> change) {
    directory.beginChange();
    members.update(change.apply(locked(id)));
    audit.changed(Actor.member(id.id()), action, "member", id.id(), Map.of());
  }

  private Member locked(MemberId id) {
    return members.lock(id).orElseThrow(MemberNotFound::new);
  }

  private static List<Objection> aboutPerson(String name, String email) {
    var objections = new ArrayList<>(aboutName(name));
    objections.addAll(aboutAddress(email));
    return objections;
  }

  static List<Objection> aboutAddress(String email) {
    return EmailAddresses.plausible(email) ? List.of() : List.of(Objection.EMAIL_WRONG);
  }

  static List<Objection> aboutName(String name) {
    if (name.isBlank()) {
      return List.of(Objection.NAME_MISSING);
    }
    return name.strip().length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)
        ? List.of(Objection.NAME_TOO_LONG)
        : List.of();
  }

  private static String teamName(String name) {
    var objections = aboutName(name);
    if (!objections.isEmpty()) {
      throw new Refused(objections);
    }
    return name.strip();
  }

  private static Map<String, String> differences(Member before, MemberChange after) {
    var facts = new TreeMap<String, String>();
    if (!before.name().equals(after.name())) {
      facts.put("name", "changed");
    }
    if (!before.email().equals(after.email())) {
      facts.put("email", "changed");
    }
    if (before.role() != after.role()) {
      facts.put("role_before", before.role().word());
      facts.put("role", after.role().word());
    }
    if (!before.teams().equals(after.teams())) {
      facts.put("teams_before", words(before.teams()));
      facts.put("teams", words(after.teams()));
    }
    return facts;
  }

  private static String words(Set<TeamId> teams) {
    return teams.stream().sorted().map(TeamId::toString).collect(Collectors.joining(" "));
  }
}
