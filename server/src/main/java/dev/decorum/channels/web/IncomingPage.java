package dev.decorum.channels.web;

import dev.decorum.channels.Afterwards;
import dev.decorum.channels.FetchStanding;
import dev.decorum.channels.IncomingServer;
import dev.decorum.channels.Mailbox;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.MissingMail;
import dev.decorum.channels.TlsMode;
import dev.decorum.channels.TokenGrant;
import dev.decorum.channels.autoconfig.MailServer;
import dev.decorum.inbox.MailboxId;
import dev.decorum.web.FormErrors;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From where the mail of a mailbox is fetched, and how that goes.
///
/// @param server null: from nowhere yet
/// @param missing mails that are on the server and not here
/// @param suggested who says what stands in the form; null: nobody
/// @param test what came of testing the connection; null: not tested
public record IncomingPage(
    Mailbox mailbox,
    @Nullable IncomingServer server,
    @Nullable FetchStanding standing,
    List<MissingMail> missing,
    Form form,
    @Nullable Test test,
    MailboxPage.@Nullable Suggested suggested) {

  public IncomingPage {
    missing = List.copyOf(missing);
  }

  public List<TlsMode> tlsModes() {
    return List.of(TlsMode.values());
  }

  public List<Afterwards> afterwards() {
    return List.of(Afterwards.values());
  }

  public List<SignIn> signIns() {
    return List.of(SignIn.values());
  }

  /// By what we show that we may read the mail.
  public enum SignIn {
    PASSWORD,
    GOOGLE,
    MICROSOFT;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// What signs in at a server of this grant; nothing that pages know for one of another
    /// provider.
    static SignIn of(@Nullable TokenGrant grant) {
      return grant == null ? PASSWORD : of(grant.provider().word());
    }

    static SignIn of(String word) {
      for (var one : values()) {
        if (one.word().equals(word)) return one;
      }
      return PASSWORD;
    }

    /// The right that was typed; null: a password is what signs in.
    @Nullable TokenGrant grant(String client, String tenant, Typed secrets) {
      var secret = emptyToNull(secrets.clientSecret());
      var token = emptyToNull(secrets.refreshToken());
      return switch (this) {
        case PASSWORD -> null;
        case GOOGLE -> TokenGrant.google(client, secret, token);
        case MICROSOFT -> TokenGrant.microsoft(emptyToNull(tenant), client, secret, token);
      };
    }

    private static @Nullable String emptyToNull(String text) {
      return text.isEmpty() ? null : text;
    }
  }

  /// @param known whether there is a secret already, of the same kind of sign-in
  /// @param typed secrets of a form that was refused, sealed
  /// @param since a day, or empty
  /// @param archive a day, or empty
  public record Form(
      String host,
      String port,
      TlsMode tls,
      SignIn by,
      String user,
      boolean known,
      Typed typed,
      String client,
      String tenant,
      String folder,
      String since,
      String archive,
      Afterwards afterwards,
      String target,
      FormErrors errors) {

    /// A new form with the server that is suggested.
    static Form suggested(Mailbox mailbox, MailServer server, String twoWeeksAgo) {
      var blank = Form.of(null, twoWeeksAgo);
      return new Form(
          server.host(),
          String.valueOf(server.port()),
          server.implicitTls() ? TlsMode.TLS : TlsMode.STARTTLS,
          blank.by(),
          mailbox.address(),
          false,
          blank.typed(),
          blank.client(),
          blank.tenant(),
          blank.folder(),
          blank.since(),
          blank.archive(),
          blank.afterwards(),
          blank.target(),
          blank.errors());
    }

    static Form of(@Nullable IncomingServer server, String twoWeeksAgo) {
      if (server == null) {
        return new Form(
            "",
            "993",
            TlsMode.TLS,
            SignIn.PASSWORD,
            "",
            false,
            Typed.NOTHING,
            "",
            "",
            IncomingServer.INBOX,
            "",
            twoWeeksAgo,
            Afterwards.LEAVE,
            "",
            FormErrors.none());
      }
      var grant = server.grant();
      return new Form(
          server.host(),
          String.valueOf(server.port()),
          server.tls(),
          SignIn.of(grant),
          server.user(),
          true,
          Typed.NOTHING,
          grant == null ? "" : grant.client(),
          grant == null ? "" : Optional.ofNullable(grant.tenant()).orElse(""),
          server.folder(),
          server.since() == null ? "" : server.since().toString(),
          server.archive() == null ? "" : server.archive().toString(),
          server.afterwards(),
          Optional.ofNullable(server.target()).orElse(""),
          FormErrors.none());
    }
  }

  /// Secrets that were typed, empty where there is none; sealed ones in a page.
  public record Typed(String password, String clientSecret, String refreshToken) {

    static final Typed NOTHING = new Typed("", "", "");

    /// The same for the page that asks again.
    Typed sealed(Mailboxes mailboxes, MailboxId mailbox) {
      return new Typed(
          mailboxes.sealTyped(mailbox, password),
          mailboxes.sealTyped(mailbox, clientSecret),
          mailboxes.sealTyped(mailbox, refreshToken));
    }

    public boolean any() {
      return !password.isEmpty() || !clientSecret.isEmpty() || !refreshToken.isEmpty();
    }
  }

  /// @param trouble what is in the way, in words; null: nothing
  public record Test(@Nullable String trouble) {}
}
