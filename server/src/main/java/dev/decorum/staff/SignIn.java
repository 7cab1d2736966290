package dev.decorum.staff;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.database.DecorumProperties;
import dev.decorum.staff.Attempts.Bound;
import dev.decorum.staff.Attempts.Limit;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Every way for a person to come in, and out again.
///
/// Passwords are compared outside transactions, so that the third of a second it takes holds no
/// connection.
@Service
public class SignIn {

  /// What came of trying to sign in.
  public sealed interface Outcome {
    /// Signed in; the browser keeps the cookie.
    record Entered(MemberId member, ResponseCookie cookie) implements Outcome {}

    /// Not with this address and password. Whether the address is known is not told.
    record Wrong() implements Outcome {}

    /// Too many tries; the next one may come after this time.
    record Limited(Duration pause) implements Outcome {}
  }

  /// Somebody who is to be sent a link to a new password.
  public record ResetMail(Member member, URI link) {}

  private static final UUID NOBODY = new UUID(0, 0);

  private final Staff staff;
  private final Members members;
  private final Sessions sessions;
  private final Links links;
  private final Attempts attempts;
  private final Passwords passwords;
  private final Directory directory;
  private final Audit audit;
  private final DecorumProperties properties;
  private final TransactionTemplate transaction;

  SignIn(
      Staff staff,
      Members members,
      Sessions sessions,
      Links links,
      Attempts attempts,
      Passwords passwords,
      Directory directory,
      Audit audit,
      DecorumProperties properties,
      PlatformTransactionManager transactions) {
    this.staff = staff;
    this.members = members;
    this.sessions = sessions;
    this.links = links;
    this.attempts = attempts;
    this.passwords = passwords;
    this.directory = directory;
    this.audit = audit;
    this.properties = properties;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// Signs in by address and password. Unknown, disabled and wrong are one answer, after the same
  /// work.
  ///
  /// @param previous who was signed in in this browser before; that session ends
  public Outcome enter(String email, String password, Visit visit, @Nullable Viewer previous) {
    var account = accountBound(email, visit);
    var counted = attempts.count(account, new Bound(Limit.SIGN_IN_BY_ADDRESS, visit.network()));
    if (counted.pause().isPresent()) {
      return new Outcome.Limited(counted.pause().get());
    }
    var credentials = members.credentials(email);
    boolean matches =
        passwords.match(password, credentials.map(Members.Credentials::password).orElse(null));
    var member =
        credentials
            .filter(c -> matches && c.state() == Member.State.ACTIVE)
            .map(Members.Credentials::member);
    if (member.isEmpty()) {
      audit.changed(
          Actor.system(),
          "sign_in.failed",
          "member",
          credentials.map(c -> c.member().id()).orElse(NOBODY),
          Map.of());
      return new Outcome.Wrong();
    }
    return inTransaction(
        () -> {
          attempts.forgive(account);
          attempts.forgive(counted.rows());
          if (previous != null && previous.via() == Viewer.Via.BROWSER) {
            sessions.end(previous.id(), previous.session());
          }
          return entered(member.get(), "password", visit);
        });
  }

  /// Signs in by the link of the sample organisation.
  ///
  /// @throws LinkEnded when there is no such link
  @Transactional
  public Outcome.Entered enterDemo(String key, Visit visit) {
    if (!properties.demo()) {
      throw new LinkEnded();
    }
    return entered(member(find(LinkPurpose.DEMO, key)), "demo", visit);
  }

  @Transactional
  public ResponseCookie leave(Viewer viewer, Visit visit) {
    sessions.end(viewer.id(), viewer.session());
    audit.changed(
        Actor.member(viewer.id().id()), "member.signed_out", "member", viewer.id().id(), Map.of());
    return SecretCookie.SESSION.gone(visit.secure());
  }

  /// The member's open sessions, the latest used first.
  @Transactional(readOnly = true)
  public List<OpenSession> sessions(Viewer viewer) {
    return sessions.of(viewer.id());
  }

  /// Ends one of the member's sessions; false when there is none of that id.
  @Transactional
  public boolean end(Viewer viewer, UUID session) {
    boolean ended = sessions.end(viewer.id(), session);
    if (ended) {
      audit.changed(
          Actor.member(viewer.id().id()),
          "session.ended",
          "member",
          viewer.id().id(),
          Map.of("session", session.toString()));
    }
    return ended;
  }

  /// Signs the member out everywhere, this browser included.
  @Transactional
  public ResponseCookie leaveEverywhere(Viewer viewer, Visit visit) {
    sessions.endAll(viewer.id());
    audit.changed(
        Actor.member(viewer.id().id()),
        "member.signed_out_everywhere",
        "member",
        viewer.id().id(),
        Map.of());
    return SecretCookie.SESSION.gone(visit.secure());
  }

  /// Changes one's own password. All sessions end; this browser gets a new one.
  ///
  /// @throws Refused when the present password is wrong or the new one will not do
  public Outcome changePassword(Viewer viewer, String present, String wanted, Visit visit) {
    var member = staff.member(viewer.id()).orElseThrow(MemberNotFound::new);
    var account = accountBound(member.email(), visit);
    var counted = attempts.count(account);
    if (counted.pause().isPresent()) {
      return new Outcome.Limited(counted.pause().get());
    }
    var hash = members.credentials(viewer.id()).map(Members.Credentials::password).orElse(null);
    if (!passwords.match(present, hash)) {
      throw new Refused(Objection.PASSWORD_WRONG);
    }
    var hashed = hashed(wanted, member);
    return inTransaction(
        () -> {
          attempts.forgive(account);
          return choose(viewer.id(), hashed, "member.password_changed", visit);
        });
  }

  /// What was answered in the set-up under this link; nothing is used up.
  ///
  /// @throws LinkEnded when it does not work
  @Transactional(readOnly = true)
  public Beginning beginning(String key) {
    return links.beginning(find(LinkPurpose.SET_UP, key));
  }

  /// Keeps what the first admin is called until the set-up is done.
  ///
  /// @throws LinkEnded when the link does not work
  /// @throws Refused when it is no name
  @Transactional
  public void introduce(String key, String name) {
    var link = find(LinkPurpose.SET_UP, key);
    refuse(Staff.aboutName(name));
    links.keep(link, new Beginning(name.strip(), links.beginning(link).email()));
  }

  /// Keeps the address of the first admin until the set-up is done.
  ///
  /// @throws LinkEnded when the link does not work
  /// @throws Refused when it is no address
  @Transactional
  public void introduceAddress(String key, String email) {
    var link = find(LinkPurpose.SET_UP, key);
    refuse(Staff.aboutAddress(email));
    links.keep(link, new Beginning(links.beginning(link).name(), email.strip()));
  }

  private static void refuse(List<Objection> objections) {
    if (!objections.isEmpty()) {
      throw new Refused(objections);
    }
  }

  /// Whose invitation this is; nothing is used up.
  ///
  /// @throws LinkEnded when it does not work
  @Transactional(readOnly = true)
  public Member invited(String key) {
    return holder(LinkPurpose.INVITATION, key);
  }

  /// Who may choose a new password by this link; nothing is used up.
  ///
  /// @throws LinkEnded when it does not work
  @Transactional(readOnly = true)
  public Member resetting(String key) {
    return holder(LinkPurpose.RESET, key);
  }

  /// Makes the first admin and signs them in. The link ends, and all others like it.
  ///
  /// @throws LinkEnded when it does not work, or somebody was faster
  /// @throws Refused when name, address or password will not do
  public Outcome.Entered setUp(
      String key, String name, String email, String password, Visit visit) {
    return inTransaction(
        () -> {
          directory.beginChange();
          // Of several that come at once the first uses the link, the others find it gone.
          if (!links.use(find(LinkPurpose.SET_UP, key))) {
            throw new LinkEnded();
          }
          var added =
              staff.add(new NewMember(name, email, Role.ADMIN, List.of(), password)).member();
          return entered(added.id(), "set_up", visit);
        });
  }

  /// Chooses the first password and signs in. The link ends.
  ///
  /// @throws LinkEnded when it does not work
  /// @throws Refused when the password will not do
  public Outcome.Entered accept(String key, String password, Visit visit) {
    return chooseByLink(LinkPurpose.INVITATION, key, password, "member.joined", visit);
  }

  /// Chooses a new password and signs in. The link and all sessions end.
  ///
  /// @throws LinkEnded when it does not work
  /// @throws Refused when the password will not do
  public Outcome.Entered reset(String key, String password, Visit visit) {
    return chooseByLink(LinkPurpose.RESET, key, password, "member.password_reset", visit);
  }

  /// Counts that somebody asks for a new password; how long to wait when this network asked too
  /// often.
  public Optional<Duration> countReset(Visit visit) {
    return attempts.count(new Bound(Limit.RESET_BY_ADDRESS, visit.network())).pause();
  }

  /// The link to send to this address, if it is that of an active member who did not ask too often.
  /// Whether it is must not show in the answer.
  @Transactional
  public Optional<ResetMail> resetMail(String email) {
    var member = staff.memberByEmail(email).filter(Member::active);
    if (member.isEmpty()
        || attempts
            .count(new Bound(Limit.RESET_BY_ACCOUNT, member.get().id().toString()))
            .pause()
            .isPresent()) {
      return Optional.empty();
    }
    audit.changed(
        Actor.system(), "member.reset_link_asked_for", "member", member.get().id().id(), Map.of());
    return Optional.of(
        new ResetMail(member.get(), links.renew(LinkPurpose.RESET, member.get().id())));
  }

  private Outcome.Entered chooseByLink(
      LinkPurpose purpose, String key, String password, String action, Visit visit) {
    var member = holder(purpose, key);
    var hashed = hashed(password, member);
    return inTransaction(
        () -> {
          if (!links.use(find(purpose, key))) {
            throw new LinkEnded();
          }
          return choose(member.id(), hashed, action, visit);
        });
  }

  private Outcome.Entered choose(MemberId id, String hash, String action, Visit visit) {
    directory.beginChange();
    var member = members.lock(id).orElseThrow(MemberNotFound::new);
    if (member.state() == Member.State.DISABLED) {
      throw new LinkEnded();
    }
    if (member.state() == Member.State.INVITED) {
      members.update(member.with(Member.State.ACTIVE));
    }
    members.setPassword(id, hash);
    if (member.role() == Role.ADMIN) {
      links.endAll(LinkPurpose.SET_UP);
    }
    links.end(LinkPurpose.INVITATION, id);
    links.end(LinkPurpose.RESET, id);
    sessions.endAll(id);
    audit.changed(Actor.member(id.id()), action, "member", id.id(), Map.of());
    return entered(id, "new_password", visit);
  }

  private Outcome.Entered entered(MemberId member, String way, Visit visit) {
    var secret = sessions.open(member, visit.browser());
    audit.changed(
        Actor.member(member.id()), "member.signed_in", "member", member.id(), Map.of("by", way));
    return new Outcome.Entered(member, SecretCookie.SESSION.with(secret, visit.secure()));
  }

  private String hashed(String password, Member member) {
    PasswordRules.objection(password, staff.ownWords(member.name(), member.email()))
        .ifPresent(
            objection -> {
              throw new Refused(objection);
            });
    return passwords.hash(password);
  }

  private Links.Link find(LinkPurpose purpose, String key) {
    return Secret.read(key)
        .flatMap(secret -> links.find(purpose, secret))
        .orElseThrow(LinkEnded::new);
  }

  private Member holder(LinkPurpose purpose, String key) {
    return directory
        .member(member(find(purpose, key)))
        .filter(member -> member.state() != Member.State.DISABLED)
        .orElseThrow(LinkEnded::new);
  }

  private static MemberId member(Links.Link link) {
    if (link.member() == null) {
      throw new LinkEnded();
    }
    return link.member();
  }

  private static Bound accountBound(String email, Visit visit) {
    return new Bound(
        Limit.SIGN_IN_BY_ACCOUNT, EmailAddresses.normal(email) + " " + visit.network());
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }
}
