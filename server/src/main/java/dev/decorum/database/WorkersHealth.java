package dev.decorum.database;

import java.util.List;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Whether everything of ours that works in the background does so; a part of `/readyz`.
@Component("workersHealthIndicator")
@Profile("!command")
class WorkersHealth implements HealthIndicator, SmartInitializingSingleton {

  private final ObjectProvider<SmartLifecycle> lifecycles;
  private List<SmartLifecycle> workers = List.of();

  WorkersHealth(ObjectProvider<SmartLifecycle> lifecycles) {
    this.lifecycles = lifecycles;
  }

  @Override
  public void afterSingletonsInstantiated() {
    workers =
        lifecycles.stream()
            .filter(worker -> AopUtils.getTargetClass(worker).getName().startsWith("dev.decorum."))
            .filter(SmartLifecycle::isAutoStartup)
            .toList();
  }

  @Override
  public Health health() {
    var resting =
        workers.stream()
            .filter(worker -> !worker.isRunning())
            .map(worker -> AopUtils.getTargetClass(worker).getSimpleName())
            .toList();
    return resting.isEmpty()
        ? Health.up().build()
        : Health.down().withDetail("resting", resting).build();
  }
}
