package dev.decorum.conduct.rules;

/// Something around the words of a hit that makes them fine, named in packs under `unless`, such as
/// `question`. Implementations keep no state, and throw nothing, whatever the text.
@FunctionalInterface
public interface Excuse {

  boolean excuses(Exchange exchange, int start, int end);
}
