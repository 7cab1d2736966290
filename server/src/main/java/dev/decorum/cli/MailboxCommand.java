package dev.decorum.cli;

import dev.decorum.audit.Actor;
import dev.decorum.channels.IncomingServer;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.NewMailbox;
import dev.decorum.channels.OutgoingServer;
import dev.decorum.channels.RoundTrip;
import dev.decorum.channels.RoundTrips;
import dev.decorum.channels.TlsMode;
import dev.decorum.inbox.MailboxId;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The addresses that clients write to.
@Command(
    name = "mailbox",
    header = "The addresses that clients write to.",
    subcommands = {MailboxCommand.Add.class, MailboxCommand.Test.class})
final class MailboxCommand extends Group {

  /// Adds one, while the server runs or not.
  @Command(
      name = "add",
      header = {
        "Adds a mailbox. A running server takes its mail within 2 seconds.",
        "",
        "  decorum mailbox add --address hello@example.com",
        "  decorum mailbox add --address billing@example.com --team Billing \\",
        "      --smtp-host smtp.example.com --smtp-user billing@example.com \\",
        "      --smtp-password-stdin < password",
        "  decorum mailbox add --address help@example.com --imap-host imap.example.com \\",
        "      --imap-user help@example.com --imap-password-stdin < password",
        "",
        "Secrets are read from standard input, one a line: first that of SMTP, then that of IMAP.",
        ""
      })
  static final class Add implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(
        names = "--address",
        required = true,
        paramLabel = "ADDR",
        description = "The address clients write to.")
    private String address = "";

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "Stands behind the member's name in mails that go out.")
    private @Nullable String name;

    @Option(
        names = "--team",
        paramLabel = "NAME",
        description = "The team it serves, made when there is none; without it, everybody.")
    private @Nullable String team;

    @Option(
        names = "--smtp-host",
        paramLabel = "HOST",
        description = "The server by which its answers leave. Without one they wait.")
    private @Nullable String smtpHost;

    @Option(
        names = "--smtp-port",
        paramLabel = "PORT",
        description = "Its port (default: 465 with --smtp-tls tls, else 587).")
    private @Nullable Integer smtpPort;

    @Option(names = "--smtp-user", paramLabel = "USER", description = "Who signs in there.")
    private @Nullable String smtpUser;

    @Option(
        names = "--smtp-password-stdin",
        description = "Read the password from the first line of standard input.")
    private boolean smtpPasswordStdin;

    @Option(
        names = "--smtp-oauth",
        description =
            "Sign in by the application and the refresh token of --imap-oauth, which has to be given for sending as well.")
    private boolean smtpOauth;

    @Option(
        names = "--smtp-tls",
        paramLabel = "MODE",
        defaultValue = "auto",
        description = "auto (STARTTLS where offered), starttls, tls or none.")
    private TlsMode smtpTls = TlsMode.AUTO;

    @ArgGroup(exclusive = false, heading = "%nFetching mail from another server:%n")
    private ImapOptions imap = new ImapOptions();

    @Override
    public Integer call() {
      // In the order in which secrets are read.
      var named = outgoing();
      var incoming = imap.server(address);
      var outgoing = smtpOauth ? byApplication(named, incoming) : named;
      var wanted = new NewMailbox(address, name, team, outgoing, incoming, imap.sent());
      return installation.with(
          context -> {
            context.getBean(Mailboxes.class).add(Actor.system(), wanted);
            return 0;
          });
    }

    private @Nullable OutgoingServer outgoing() {
      if (smtpHost == null) {
        if (smtpPort != null || smtpUser != null || smtpPasswordStdin || smtpOauth) {
          throw new Problem("The outgoing server is missing: name it with --smtp-host.");
        }
        return null;
      }
      if (smtpPasswordStdin && smtpUser == null) {
        throw new Problem("A password needs a user: name it with --smtp-user.");
      }
      if (smtpOauth && smtpPasswordStdin) {
        throw new Problem("Say how to sign in: either --smtp-password-stdin or --smtp-oauth.");
      }
      var port = smtpPort != null ? smtpPort : smtpTls == TlsMode.TLS ? 465 : 587;
      var password = smtpPasswordStdin ? StandardInput.secret("password") : null;
      return new OutgoingServer(smtpHost, port, smtpUser, password, smtpTls, true);
    }

    private static OutgoingServer byApplication(
        @Nullable OutgoingServer named, @Nullable IncomingServer incoming) {
      if (named == null || incoming == null || incoming.grant() == null) {
        throw new Problem("--smtp-oauth needs the application of --imap-oauth.");
      }
      return new OutgoingServer(
          named.host(),
          named.port(),
          named.user() == null ? incoming.user() : named.user(),
          null,
          incoming.grant(),
          named.tls(),
          named.trusted());
    }
  }

  /// Sends a test mail there and back.
  @Command(
      name = "test",
      header = {
        "Sends a mail from a mailbox to itself, and waits until it has come in.",
        "",
        "  decorum mailbox test --address hello@example.com",
        "",
        "The server has to be running. The mail becomes no conversation.",
        ""
      },
      footer = {"", "Ends with 0 when it came in, 1 when it did not leave or did not come in."})
  static final class Test implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(
        names = "--address",
        required = true,
        paramLabel = "ADDR",
        description = "The address of the mailbox.")
    private String address = "";

    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
      return installation.with(
          context -> {
            var mailbox =
                context
                    .getBean(Mailboxes.class)
                    .byAddress(address)
                    .orElseThrow(
                        () ->
                            new Problem(
                                "There is no mailbox with the address %s.".formatted(address)));
            return told(context.getBean(RoundTrips.class), mailbox.id());
          });
    }

    private int told(RoundTrips trips, MailboxId mailbox) {
      trips.begin(Actor.system(), mailbox);
      var trip = trips.last(mailbox).orElseThrow();
      progress("Handing a test mail to %s …".formatted(trip.out()));
      boolean left = false;
      while (true) {
        if (!left && trip.leftAt() != null) {
          left = true;
          progress(
              trip.fetchedFrom() == null
                  ? "It has left; waiting for it on the SMTP port …"
                  : "It has left; waiting for it on %s …".formatted(trip.fetchedFrom()));
        }
        if (!trip.state().underWay()) break;
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        trip = trips.last(mailbox).orElseThrow();
      }
      var out = command.commandLine().getOut();
      out.println(
          switch (trip.state()) {
            case ARRIVED ->
                "The test mail left by %s and came in by %s."
                    .formatted(trip.out(), trip.way() == RoundTrip.Way.IMAP ? "IMAP" : "SMTP");
            case NOT_LEFT -> "The test mail did not leave. " + trip.trouble();
            case NOT_ARRIVED ->
                "The test mail left by %s and did not come in. %s"
                    .formatted(trip.out(), trip.trouble());
            case LEAVING, ON_ITS_WAY -> throw new IllegalStateException();
          });
      out.flush();
      return trip.state() == RoundTrip.State.ARRIVED ? 0 : 1;
    }

    private void progress(String text) {
      var err = command.commandLine().getErr();
      err.println(text);
      err.flush();
    }
  }
}
