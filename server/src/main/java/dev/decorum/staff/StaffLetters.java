package dev.decorum.staff;

import dev.decorum.database.DecorumProperties;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// The mails that members get from the staff pages.
@Component
public class StaffLetters {

  private static final Logger log = LoggerFactory.getLogger(StaffLetters.class);

  private final ObjectProvider<StaffMail> mail;
  private final Organisation organisation;
  private final MessageSource words;
  private final URI base;

  StaffLetters(
      ObjectProvider<StaffMail> mail,
      Organisation organisation,
      MessageSource words,
      DecorumProperties properties) {
    this.mail = mail;
    this.organisation = organisation;
    this.words = words;
    this.base = properties.baseUrl();
  }

  /// Whether there is a way to send mail at all.
  public boolean available() {
    var way = mail.getIfAvailable();
    return way != null && way.available();
  }

  /// False when it could not be sent; the link then has to reach the member by other means.
  public boolean sendInvitation(Member member, URI link) {
    return send("invitation", member, link);
  }

  public boolean sendReset(SignIn.ResetMail reset) {
    boolean sent = send("reset", reset.member(), reset.link());
    if (!sent) {
      log.warn("A link to a new password could not be sent to member {}", reset.member().no());
    }
    return sent;
  }

  /// What a member has not looked at yet.
  ///
  /// @param lines in words that name no client
  public boolean sendNotices(Member member, List<String> lines) {
    return send("notices", member, lines, "/notices", "/me/notices");
  }

  /// What is due today, when a member's day begins.
  ///
  /// @param lines in words that name no client
  public boolean sendDay(Member member, List<String> lines) {
    return send("day", member, lines, "/today", "/me/agenda");
  }

  /// @param seen where it is found
  /// @param chosen where one chooses to get this mail
  private boolean send(String kind, Member member, List<String> lines, String seen, String chosen) {
    var way = mail.getIfAvailable();
    return way != null
        && way.available()
        && way.send(
            member.email(),
            word("staff.mail." + kind + ".subject", organisation.name()),
            word(
                "staff.mail." + kind + ".text",
                member.name(),
                String.join("\n", lines),
                base.resolve(seen),
                base.resolve(chosen)));
  }

  private boolean send(String kind, Member member, URI link) {
    var way = mail.getIfAvailable();
    return way != null
        && way.available()
        && way.send(
            member.email(),
            word("staff.mail." + kind + ".subject", organisation.name()),
            word("staff.mail." + kind + ".text", member.name(), organisation.name(), link));
  }

  private String word(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage(key, args, Locale.UK));
  }
}
