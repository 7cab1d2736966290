package dev.decorum.web;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Which sections this installation has: those whose page is mapped by some controller.
@Component
class Sections {

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;
  private volatile Map<Section, String> urls = Map.of();
  private volatile boolean searchable;

  Sections(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  List<SectionLink> openTo(SignedIn person) {
    return urls().entrySet().stream()
        .filter(entry -> entry.getKey().openTo(person))
        .map(entry -> new SectionLink(entry.getKey(), entry.getValue()))
        .toList();
  }

  boolean searchable() {
    urls();
    return searchable;
  }

  private Map<Section, String> urls() {
    var known = urls;
    if (known.isEmpty()) {
      known = find();
      urls = known;
    }
    return known;
  }

  private Map<Section, String> find() {
    Set<String> mapped =
        mappings.getObject().getHandlerMethods().keySet().stream()
            .flatMap(info -> info.getPatternValues().stream())
            .collect(Collectors.toSet());
    searchable = mapped.contains("/search");
    var found = new EnumMap<Section, String>(Section.class);
    for (Section section : Section.values()) {
      Optional<String> page = section.pages().stream().filter(mapped::contains).findFirst();
      page.ifPresent(pattern -> found.put(section, pattern.replace("{view}", "mine")));
    }
    return found;
  }
}
