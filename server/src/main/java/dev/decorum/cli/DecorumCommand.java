package dev.decorum.cli;

import picocli.CommandLine.Command;

/// What `decorum` offers.
@Command(
    name = "decorum",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      MemberCommand.class,
      TokenCommand.class,
      AssistantCommand.class,
      MailboxCommand.class,
      AuditCommand.class,
      KeyCommand.class,
      BackupCommand.class,
      CheckCommand.class,
      RulesCommand.class,
      MailCommand.class,
      CallCommand.class,
      DoctorCommand.class,
      RehearseCommand.class
    },
    header = {
      "Client communication done well.",
      "",
      "  decorum demo                 look around in a sample organisation",
      "  decorum serve                run it for your own",
      "  decorum serve --help         what can be set",
      ""
    })
final class DecorumCommand extends Group {}
