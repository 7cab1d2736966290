package dev.decorum.cli;

import dev.decorum.DecorumApplication;
import dev.decorum.database.EmbeddedPostgres;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;

/// Starts Decorum.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    var database = EmbeddedPostgres.start(Path.of("data/postgres"));
    SpringApplication.getShutdownHandlers().add(database::close);
    var application = new SpringApplication(DecorumApplication.class);
    application.setDefaultProperties(database.address().asSpringProperties());
    application.run(args);
  }
}
