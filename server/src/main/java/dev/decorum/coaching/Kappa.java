package dev.decorum.coaching;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// How far two people who judged the same things apart from each other agree, beyond what chance
/// would give: Cohen's kappa, (p_o - p_e) / (1 - p_e), where p_o is the share of equal judgements
/// and p_e the share that two people with these habits would have in common by chance.
///
/// 1 is full agreement, 0 no more than chance, below 0 less than that. Source: J. Cohen, "A
/// coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
/// (1960), pages 37 to 46. The words for it are those of J. R. Landis and G. G. Koch, "The
/// measurement of observer agreement for categorical data", Biometrics 33 (1977), page 165.
final class Kappa {

  /// With fewer it says nothing.
  static final int FEWEST = 20;

  private Kappa() {}

  /// What two people said about one thing.
  record Pair<T>(T first, T second) {}

  /// Empty where there is nothing to say: no pairs, or both gave one and the same judgement
  /// throughout, so that chance alone would have agreed as well.
  static <T extends Enum<T>> OptionalDouble of(List<Pair<T>> pairs, Class<T> judgements) {
    if (pairs.isEmpty()) return OptionalDouble.empty();
    Map<T, Integer> firsts = new EnumMap<>(judgements);
    Map<T, Integer> seconds = new EnumMap<>(judgements);
    long equal = 0;
    for (var pair : pairs) {
      firsts.merge(pair.first(), 1, Integer::sum);
      seconds.merge(pair.second(), 1, Integer::sum);
      if (pair.first() == pair.second()) equal++;
    }
    long byChance = 0;
    for (var one : firsts.entrySet()) {
      byChance += (long) one.getValue() * seconds.getOrDefault(one.getKey(), 0);
    }
    // In whole numbers as long as possible: whether chance explains it all is exact.
    long n = pairs.size();
    long left = n * n - byChance;
    return left == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) (equal * n - byChance) / left);
  }

  /// `poor`, `slight`, `fair`, `moderate`, `substantial` or `almost_perfect`.
  static String word(double kappa) {
    if (kappa < 0) return "poor";
    if (kappa <= 0.2) return "slight";
    if (kappa <= 0.4) return "fair";
    if (kappa <= 0.6) return "moderate";
    return kappa <= 0.8 ? "substantial" : "almost_perfect";
  }
}
