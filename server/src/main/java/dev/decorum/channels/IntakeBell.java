package dev.decorum.channels;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/// Rings when this node has kept a mail. Other nodes look every second; a notice to them with each
/// mail would make all commits queue behind one another.
@Component
class IntakeBell {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  void onRing(Runnable listener) {
    listeners.add(listener);
  }

  void ring() {
    listeners.forEach(Runnable::run);
  }
}
