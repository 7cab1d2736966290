package dev.decorum.conduct.rules;

/// A kind of rule that is code, named in packs by `code: name`. It takes its words from the `lists`
/// of the rule, which are found together with all other phrases. Implementations keep no state, and
/// throw nothing, whatever the text.
@FunctionalInterface
public interface Check {

  void look(Exchange exchange, Lists lists, Report report);
}
