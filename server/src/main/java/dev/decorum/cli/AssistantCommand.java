package dev.decorum.cli;

import dev.decorum.assistant.AssistantSettings;
import dev.decorum.assistant.LanguageModel;
import dev.decorum.assistant.Use;
import dev.decorum.audit.Actor;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The language model that may be asked.
@Command(
    name = "assistant",
    header = "The language model that may be asked.",
    subcommands = AssistantCommand.Name.class)
final class AssistantCommand extends Group {

  /// Names it, while the server runs or not.
  @Command(
      name = "use",
      header = {
        "Names the language model that may be asked, and what for. It may be in the private network.",
        "",
        "  decorum assistant use --address http://127.0.0.1:11434/v1 --model llama3.2",
        "  decorum assistant use --address https://api.example.com/v1 --model large \\",
        "      --key-stdin --for reword < key",
        ""
      })
  static final class Name implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(
        names = "--address",
        required = true,
        paramLabel = "URL",
        description = "The endpoint, without /chat/completions.")
    private String address = "";

    @Option(
        names = "--model",
        required = true,
        paramLabel = "NAME",
        description = "What the endpoint calls the model.")
    private String model = "";

    @Option(
        names = "--key-stdin",
        description = "Read the key from the first line of standard input.")
    private boolean keyStdin;

    @Option(
        names = "--for",
        paramLabel = "USE",
        split = ",",
        description = "reword, summarise; repeatable. Without it both.")
    private Set<Use> uses = EnumSet.allOf(Use.class);

    @Override
    public Integer call() {
      var key = keyStdin ? StandardInput.secret("key") : null;
      var wanted = LanguageModel.of(address, model, key, true);
      return installation.with(
          context -> {
            context.getBean(AssistantSettings.class).decide(Actor.system(), wanted, uses);
            return 0;
          });
    }
  }
}
