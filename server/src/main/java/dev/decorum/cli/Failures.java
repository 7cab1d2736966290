package dev.decorum.cli;

import dev.decorum.database.DatabaseProblem;
import dev.decorum.staff.Refused;
import dev.decorum.vault.RootKeyProblem;
import dev.decorum.web.Refusal;
import java.io.PrintWriter;
import java.net.BindException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in one sentence what went wrong and what to do about it.
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    var command = wrong.getCommandLine();
    var err = command.getErr();
    err.println(ended(String.valueOf(wrong.getMessage())));
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.printf("Try: %s --help%n", command.getCommandSpec().qualifiedName());
    err.flush();
    return 2;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, @Nullable ParseResult arguments) {
    var err = command.getErr();
    var sentence = sentence(failure);
    if (sentence != null) {
      err.println(sentence);
    } else {
      explain(failure, err);
    }
    if (arguments != null && verbose(arguments)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return sentence == null ? 1 : 2;
  }

  /// What the person at the keyboard can do about `failure`, if it is their turn.
  static @Nullable String sentence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case Problem _, DatabaseProblem _, Refused _, RootKeyProblem _ -> {
          return cause.getMessage();
        }
        case Refusal refusal -> {
          return words(refusal);
        }
        case PortInUseException taken -> {
          return inUse(taken.getPort());
        }
        case BindException _ -> {
          return "A port is in use: choose others with --port and --smtp-port.";
        }
        default -> {}
      }
    }
    return null;
  }

  /// The module's own words, from its bundle.
  private static String words(Refusal refusal) {
    var key = refusal.messageKey();
    var bundle =
        ResourceBundle.getBundle("messages." + key.substring(0, key.indexOf('.')), Locale.ENGLISH);
    return MessageFormat.format(bundle.getString(key), refusal.args().toArray());
  }

  private static String inUse(int port) {
    return "Port %d is in use: stop the program that has it, or choose another with --port or --smtp-port."
        .formatted(port);
  }

  private static void explain(Throwable failure, PrintWriter err) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    var message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    err.printf(
        "That failed (%s: %s). Run it with --verbose to see where.%n",
        root.getClass().getSimpleName(), message);
  }

  private static boolean verbose(ParseResult arguments) {
    for (var level = arguments;
        level != null;
        level = level.hasSubcommand() ? level.subcommand() : null) {
      if (level.hasMatchedOption("--verbose")) {
        return true;
      }
    }
    return false;
  }

  private static String ended(String text) {
    return text.matches("(?s).*[.!?]") ? text : text + ".";
  }
}
