package dev.decorum.conduct.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  /// Those of files, each taken for what it says it is: a pack, a layer, or a rule of a style,
  /// which is named as the folder the file is in. Layers keep the order of the files.
  ///
  /// @throws PackProblem when a file is none of these, or a layer or style cannot be read
  public static Additions of(List<Source> files) {
    var packs = new ArrayList<Source>();
    var layers = new ArrayList<Layer>();
    var styles = new LinkedHashMap<String, List<Source>>();
    for (var file : files) {
      switch (Outline.of(file).form()) {
        case PACK -> packs.add(file);
        case LAYER -> layers.add(Layer.read(file));
        case STYLE -> styles.computeIfAbsent(folder(file), _ -> new ArrayList<>()).add(file);
      }
    }
    return new Additions(
        packs,
        styles.entrySet().stream()
            .map(style -> ValeStyle.read(style.getKey(), style.getValue()))
            .toList(),
        layers);
  }

  private static String folder(Source file) {
    var path = file.file().split("/");
    return path.length < 2 ? "style" : path[path.length - 2];
  }

  /// These without what changes other rules.
  public Additions withoutLayers() {
    return new Additions(packs, styles, List.of());
  }
}
