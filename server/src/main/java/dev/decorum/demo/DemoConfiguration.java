package dev.decorum.demo;

import dev.decorum.inbox.MessageCarrier;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// What is different while the sample organisation is shown.
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("decorum.demo")
class DemoConfiguration {

  @Bean
  @Primary
  StoryClock storyClock(@Qualifier("clock") Clock real) {
    return new StoryClock(real);
  }

  @Bean
  @Primary
  StoryCarrier storyCarrier(@Qualifier("mailCarrier") MessageCarrier real) {
    return new StoryCarrier(real);
  }
}
