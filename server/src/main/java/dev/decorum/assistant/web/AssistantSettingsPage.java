package dev.decorum.assistant.web;

import dev.decorum.assistant.AssistantRefused.Reason;
import dev.decorum.assistant.Use;
import dev.decorum.web.FormErrors;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which model may be asked, and what for.
///
/// @param keyed whether a key is kept
/// @param saved whether there is a model to test
/// @param answers how often it answered this node, and why it did not
public record AssistantSettingsPage(
    String address,
    String model,
    boolean keyed,
    boolean saved,
    Set<Use> uses,
    long answers,
    Map<Reason, Long> refusals,
    FormErrors errors) {

  public AssistantSettingsPage {
    uses = Set.copyOf(uses);
    refusals = Map.copyOf(refusals);
  }

  public static String key(Reason reason) {
    return "assistant.refusal." + reason.name().toLowerCase(Locale.ROOT);
  }
}
