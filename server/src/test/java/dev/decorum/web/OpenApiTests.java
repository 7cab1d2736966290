package dev.decorum.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.DecorumApplication;
import dev.decorum.testing.DatabaseTest;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The description of the API and the API are the same.
@SpringBootTest(classes = DecorumApplication.class)
@DatabaseTest
class OpenApiTests {

  private static final String BASE = "/api/v1";

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mapping;

  private final JsonNode document = document();

  @Test
  void everyCallIsDescribedAndEveryDescriptionIsACall() {
    assertThat(described()).isNotEmpty().isEqualTo(mapped());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(document.findValuesAsString("$ref"))
        .isNotEmpty()
        .allSatisfy(
            reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse());
  }

  private Set<String> described() {
    var calls = new TreeSet<String>();
    document
        .get("paths")
        .forEachEntry(
            (path, methods) ->
                methods.propertyNames().forEach(method -> calls.add(call(method, path))));
    return calls;
  }

  private Set<String> mapped() {
    var calls = new TreeSet<String>();
    mapping
        .getHandlerMethods()
        .keySet()
        .forEach(
            info ->
                info.getPatternValues().stream()
                    .filter(pattern -> pattern.startsWith(BASE + "/"))
                    .forEach(
                        pattern ->
                            info.getMethodsCondition()
                                .getMethods()
                                .forEach(
                                    method ->
                                        calls.add(
                                            call(
                                                method.name(),
                                                pattern.substring(BASE.length()))))));
    return calls;
  }

  private static String call(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + " " + path;
  }

  private static JsonNode document() {
    try {
      return JsonMapper.shared()
          .readTree(new ClassPathResource("api/openapi.json").getContentAsByteArray());
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
