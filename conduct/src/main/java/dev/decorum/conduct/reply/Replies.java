package dev.decorum.conduct.reply;

import dev.decorum.conduct.Channel;
import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.rules.Check;
import dev.decorum.conduct.rules.Checks;
import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Excuse;
import dev.decorum.conduct.text.Language;
import java.util.Map;

/// The code that packs may name for replies: `code: greeting.missing`, `unless: concrete_time`.
///
/// All words come from the lists of the rules and from the files under `reply/` of the language.
public final class Replies {

  private final Checks checks;
  private final Figures figures;

  private Replies(Language language) {
    figures = Figures.of(language);
    var names = Names.of(language);
    checks =
        new Checks(
            Map.ofEntries(
                Map.entry("greeting.missing", Opening::greeting),
                Map.entry("introduction.missing", Opening::introduction),
                Map.entry("purpose.missing", Opening::purpose),
                Map.entry("name.missing", (Check) names::missing),
                Map.entry("name.wrong", (Check) names::wrong),
                Map.entry("name.unwanted", (Check) names::unwanted),
                Map.entry("address.familiar", (Check) names::familiar),
                Map.entry("address.stiff", (Check) names::stiff),
                Map.entry("closing.missing", Closing::closing),
                Map.entry("contact.missing", Closing::contact),
                Map.entry("empathy.missing", Settling::empathy),
                Map.entry("clarification.missing", Settling::clarification),
                Map.entry("next_step.missing", Settling::nextStep),
                Map.entry("refusal.no_alternative", Refusal::look),
                Map.entry("escalation.unexplained", Escalation::look),
                Map.entry("shouting.capitals", Shouting::capitals),
                Map.entry("shouting.marks", Shouting::marks),
                Map.entry("jargon.abbreviation", Abbreviations::look),
                Map.entry("template.field", TemplateFields::look),
                Map.entry("vague_cost.no_currency", (Check) figures::withoutCurrency)),
            Map.of(
                "concrete_time", (Excuse) figures::timeNearby,
                "amount", (Excuse) figures::amountNearby,
                "clients_word", Replies::clientsWord));
  }

  public static Replies of(Language language) {
    return new Replies(language);
  }

  public Checks checks() {
    return checks;
  }

  /// Adds what the build keeps.
  public void make(Map<String, Output> into) {
    figures.make(into);
  }

  /// Whether a message of this kind closes like a letter.
  static boolean formal(Exchange exchange) {
    var channel = exchange.context().channel();
    return channel != Channel.CHAT && channel != Channel.SOCIAL;
  }

  /// Whether a message of this kind opens like a letter. In a chat only the first one does.
  static boolean opensFormally(Exchange exchange) {
    return formal(exchange)
        || exchange.context().channel() == Channel.CHAT && exchange.context().firstContact();
  }

  /// A word that the client used is no riddle to the client.
  private static boolean clientsWord(Exchange exchange, int start, int end) {
    var client = exchange.client();
    return client != null
        && client.plain().contains(exchange.reply().plain().substring(start, end));
  }
}
