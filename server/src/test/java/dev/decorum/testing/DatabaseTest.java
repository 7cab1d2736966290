package dev.decorum.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/// Gives the Spring context of a test a real PostgreSQL database of its own with all tables in it.
/// Put it beside `@SpringBootTest` or `@ApplicationModuleTest`.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ContextConfiguration(initializers = TestDatabase.Initializer.class)
public @interface DatabaseTest {}
