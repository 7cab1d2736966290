package dev.decorum.coach;

import dev.decorum.coach.Guidelines.Wish;
import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.rules.Additions;
import dev.decorum.conduct.rules.Layer;
import dev.decorum.conduct.rules.PackProblem;
import dev.decorum.conduct.rules.Rule;
import dev.decorum.conduct.rules.Source;
import dev.decorum.conduct.text.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The guidelines of the product with those of the organisation.
///
/// A pack that cannot be used, as after a new version of the product, is left out and named: all
/// others hold.
///
/// @param leftOut why, by pack
record Loaded(Conduct conduct, Map<PackInForce, PackProblem> leftOut) {

  private static final Map<Language, Conduct> SHIPPED = new ConcurrentHashMap<>();

  Loaded {
    leftOut = Map.copyOf(leftOut);
  }

  /// The guidelines that come with the product.
  static Conduct shipped(Language language) {
    return SHIPPED.computeIfAbsent(
        language, one -> one == Language.english() ? Conduct.english() : Conduct.of(one));
  }

  /// @param packs in the order of their layers; where two exclude each other the first one stays
  /// @param wishes by id of rule
  static Loaded of(Language language, List<PackInForce> packs, Map<String, Wish> wishes) {
    var usable = new ArrayList<>(packs.stream().filter(pack -> pack.speaks(language)).toList());
    var leftOut = new LinkedHashMap<PackInForce, PackProblem>();
    while (true) {
      try {
        return new Loaded(conduct(language, usable, wishes), leftOut);
      } catch (PackProblem problem) {
        var owner =
            usable.stream()
                .filter(pack -> pack.owns(problem))
                .findFirst()
                .orElseThrow(() -> problem);
        leftOut.put(owner, problem);
        usable.remove(owner);
      }
    }
  }

  private static Conduct conduct(
      Language language, List<PackInForce> packs, Map<String, Wish> wishes) {
    var own = Additions.of(packs.stream().flatMap(pack -> pack.files().stream()).toList());
    var base = packs.isEmpty() ? shipped(language) : Conduct.of(language, own.withoutLayers());
    var layers = new ArrayList<Layer>();
    layers.add(layer(wishes));
    layers.addAll(own.layers());
    var known = layers.stream().map(layer -> known(layer, base.rules())).toList();
    return known.stream().anyMatch(Loaded::says)
        ? Conduct.unproven(language, new Additions(own.packs(), own.styles(), known))
        : base;
  }

  private static Layer layer(Map<String, Wish> wishes) {
    return new Layer(
        "organisation",
        wishes.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, wish -> wish.getValue().setting())),
        List.of(),
        List.of(),
        new Source("organisation", ""));
  }

  /// A rule of another language, or of an earlier version, is not there to be set.
  private static Layer known(Layer layer, List<Rule> rules) {
    return new Layer(
        layer.name(),
        layer.switches().entrySet().stream()
            .filter(one -> rules.stream().anyMatch(rule -> rule.named(one.getKey())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        layer.allowed(),
        layer.ownNumbers(),
        layer.source());
  }

  private static boolean says(Layer layer) {
    return !(layer.switches().isEmpty()
        && layer.allowed().isEmpty()
        && layer.ownNumbers().isEmpty());
  }

  /// The rules of one of the packs; none when it is left out.
  List<Rule> own(PackInForce pack) {
    return leftOut.containsKey(pack)
        ? List.of()
        : conduct.rules().stream().filter(rule -> rule.pack().equals(pack.guideline())).toList();
  }

  /// Rules that would keep a message back and may not.
  static List<Rule> undueStops(Conduct conduct) {
    return conduct.rules().stream()
        .filter(rule -> rule.level() == Level.STOP && !Guidelines.mayStop(rule))
        .toList();
  }
}
