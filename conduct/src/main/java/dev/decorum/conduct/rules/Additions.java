package dev.decorum.conduct.rules;

import java.util.List;

/// What an organisation has of its own besides the guidelines that come with the product.
///
/// @param packs rule packs
/// @param styles styles for Vale
/// @param layers changes to all rules, from the lowest layer to the highest, such as organisation,
///   team, channel
public record Additions(List<Source> packs, List<ValeStyle> styles, List<Layer> layers) {

  public static final Additions NONE = new Additions(List.of(), List.of(), List.of());

  public Additions {
    packs = List.copyOf(packs);
    styles = List.copyOf(styles);
    layers = List.copyOf(layers);
  }
}
