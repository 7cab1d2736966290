package dev.decorum.staff;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Opens a page or call to those who hold all the named permissions. On a class it holds for each
/// method that does not say otherwise.
///
/// A method without `@Requires`, `@AnyMember` or `@Anyone` is open to nobody.
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
  Permission[] value();
}
