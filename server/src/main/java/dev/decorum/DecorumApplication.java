package dev.decorum;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The server: every module in one process. Started by `dev.decorum.cli`.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@EnableScheduling
@Modulithic(
    systemName = "Decorum",
    sharedModules = {"database", "network", "web", "vault", "audit", "live"})
public class DecorumApplication {

  public static void main(String[] args) {
    SpringApplication.run(DecorumApplication.class, args);
  }

  @Bean
  @Fallback
  Clock clock() {
    return Clock.systemUTC();
  }
}
