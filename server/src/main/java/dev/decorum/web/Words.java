package dev.decorum.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// All `messages/*.properties` of all modules as one source of words.
///
/// Patterns are `java.text.MessageFormat` with one difference: an apostrophe is an apostrophe. It
/// never quotes and is never doubled, whether the text has parameters or not.
@Configuration(proxyBeanMethods = false)
class Words {

  @Bean
  MessageSource messageSource() {
    var source = new PlainApostrophes();
    source.setBasenames(bundles());
    source.setDefaultEncoding(StandardCharsets.UTF_8.name());
    source.setFallbackToSystemLocale(false);
    source.setDefaultLocale(Locale.ENGLISH);
    return source;
  }

  private static String[] bundles() {
    try {
      Resource[] files =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:messages/*.properties");
      return Arrays.stream(files)
          .map(file -> Objects.requireNonNull(file.getFilename()))
          .map(
              name -> "classpath:messages/" + name.replaceFirst("(_[a-z]{2,3})?\\.properties$", ""))
          .distinct()
          .sorted()
          .toArray(String[]::new);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  // This source keeps the words of all bundles together: a page has some two hundred, and each
  // would else be looked for in one bundle after another.
  private static final class PlainApostrophes extends ReloadableResourceBundleMessageSource {

    @Override
    protected MessageFormat createMessageFormat(String pattern, @Nullable Locale locale) {
      return super.createMessageFormat(pattern.replace("'", "''"), locale);
    }
  }
}
