package dev.decorum.demo;

import dev.decorum.channels.Mailboxes;
import dev.decorum.clients.ConversationNumbers;
import dev.decorum.inbox.MessageCarrier;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A clock and a carrier that do what they always do, until a story is told.
@Configuration(proxyBeanMethods = false)
class DemoConfiguration {

  @Bean
  StoryClock storyClock(@Qualifier("clock") Clock real) {
    return new StoryClock(real);
  }

  @Bean
  StoryCarrier storyCarrier(
      @Qualifier("mailCarrier") MessageCarrier real,
      SampleClients sample,
      ConversationNumbers conversations,
      Mailboxes mailboxes) {
    return new StoryCarrier(real, sample, conversations, mailboxes);
  }
}
