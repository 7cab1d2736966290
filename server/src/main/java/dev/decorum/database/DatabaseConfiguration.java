package dev.decorum.database;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DecorumProperties.class)
class DatabaseConfiguration {

  @Bean
  Migrations migrations(@Value("${spring.datasource.username}") String application) {
    return new Migrations(application);
  }

  @Bean
  JdbcClient jdbcClient(Pending pending) {
    return pending.client();
  }
}
