package dev.decorum.protocols;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps of a kind of interaction, in their order.
///
/// @param id in addresses: the word of a shipped one, or the number of one's own
/// @param shipped whether name and steps are keys of the message bundle
/// @param version of one's own; grows with each change
public record Protocol(String id, boolean shipped, String name, List<Step> steps, int version) {

  public Protocol {
    steps = List.copyOf(steps);
  }

  /// What comes with the product: greeting and introduction, service discussion, closing, conflict.
  static final List<Protocol> SHIPPED =
      List.of(
          shipped("greeting", Look.GREETING, Look.INTRODUCTION, Look.PURPOSE),
          shipped("discussion", null, Look.ANSWERS, null, Look.TIME, Look.NEXT),
          shipped("closing", null, null, Look.CONTACT, Look.CLOSING),
          shipped(
              "conflict",
              Look.CALM,
              Look.FEELINGS,
              null,
              Look.ALTERNATIVE,
              null,
              Look.TIME,
              null,
              null,
              null));

  private static Protocol shipped(String word, @Nullable Look... looks) {
    var steps = new ArrayList<Step>();
    for (var look : Arrays.asList(looks)) {
      steps.add(new Step("protocols.shipped." + word + "." + (steps.size() + 1), look));
    }
    return new Protocol(word, true, "protocols.shipped." + word, steps, 0);
  }
}
