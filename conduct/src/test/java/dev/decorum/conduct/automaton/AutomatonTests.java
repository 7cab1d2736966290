package dev.decorum.conduct.automaton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutomatonTests {

  private static final int BOUNDARY = 0;

  private final Automaton.Builder graph = new Automaton.Builder();

  /// Tokens are symbols themselves, but for the boundary.
  private Automaton automaton() {
    return graph.build(kind -> kind == BOUNDARY ? new int[] {Automaton.STAY} : new int[] {kind});
  }

  /// What ends after each token, one text per token.
  private static List<String> read(Automaton automaton, int... kinds) {
    var ends = new ArrayList<String>();
    var states = automaton.states();
    var state = States.ROOT;
    for (var kind : kinds) {
      state = states.next(state, kind);
      var labels = new StringBuilder();
      IntStream.of(states.labels(state)).forEach(label -> labels.append(label).append(' '));
      ends.add(labels.toString().strip() + (States.last(state) ? "." : ""));
    }
    return ends;
  }

  private void pattern(int label, int... symbols) {
    var at = Automaton.Builder.ROOT;
    for (var symbol : symbols) {
      var next = graph.node();
      graph.edge(at, symbol, next);
      at = next;
    }
    graph.end(at, label);
  }

  @Test
  void followsAllPatternsAtOnce() {
    pattern(1, 5, 6);
    pattern(2, 5, 6, 7);
    pattern(3, 5, 8);

    assertThat(read(automaton(), 5, 6, 7)).containsExactly("", "1", "2.");
    assertThat(read(automaton(), 5, 8)).containsExactly("", "3.");
    assertThat(read(automaton(), 6)).containsExactly(".");
  }

  @Test
  void takesStepsThatCostNothing() {
    var middle = graph.node();
    var end = graph.node();
    graph.edge(Automaton.Builder.ROOT, 5, middle);
    graph.step(middle, end);
    graph.edge(middle, 6, end);
    graph.end(end, 1);
    graph.end(end, 2);

    assertThat(read(automaton(), 5, 6)).containsExactly("1 2", "1 2.");
  }

  @Test
  void staysAtBoundariesUnlessAPlaceIsFragile() {
    pattern(1, 5, 6);
    var fragile = graph.fragile();
    graph.edge(Automaton.Builder.ROOT, 5, fragile);
    graph.edge(fragile, 7, fragile);
    graph.end(fragile, 2);

    assertThat(read(automaton(), 5, BOUNDARY, 6)).containsExactly("2", "", "1.");
    assertThat(read(automaton(), 5, BOUNDARY, 7)).containsExactly("2", "", ".");
    assertThat(read(automaton(), 5, 7, 7)).containsExactly("2", "2", "2");
  }

  @Test
  void forgetsWhatItHasMadeBeforeThatBecomesTooMuch() {
    var at = Automaton.Builder.ROOT;
    graph.edge(at, 1, at);
    graph.edge(at, 2, at);
    var end = graph.node();
    graph.edge(at, 2, end);
    graph.end(end, 9);
    var automaton = graph.build(kind -> new int[] {kind % 2 + 1});

    for (var kind = 0; kind < 300_000; kind++) {
      var states = automaton.states();
      assertThat(states.labels(states.next(States.ROOT, kind))).hasSize(kind % 2);
    }
  }
}
