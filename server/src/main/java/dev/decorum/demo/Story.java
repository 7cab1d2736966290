package dev.decorum.demo;

import dev.decorum.clients.ClientInput;
import dev.decorum.clients.PreferenceKind;
import dev.decorum.staff.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// Who works at Brightwater, whom they serve, and what happened lately: the content of
/// `demo/brightwater.yaml`.
///
/// @param guide who signs in by the link of the demo
/// @param people by the first name the story calls them
/// @param clients by the name the story calls them
record Story(
    String organisation,
    String guide,
    Mail mailbox,
    Map<String, Person> people,
    Map<String, Known> clients,
    List<Matter> matters,
    List<Service> services) {

  private static final String PLACE = "demo/";

  /// The address that clients write to.
  record Mail(String address, String name) {}

  record Person(String name, String email, Role role, List<String> teams, String signature) {}

  /// A client who is known from the start.
  ///
  /// @param since when they were noted down
  /// @param teams that alone see them; none: everybody
  /// @param wishes how they want to be treated
  record Known(
      String since,
      ClientInput details,
      @Nullable List<String> teams,
      @Nullable List<Wish> wishes) {

    List<String> restrictedTo() {
      return teams == null ? List.of() : teams;
    }
  }

  /// How a client wants to be treated, or what is good to know of them.
  ///
  /// @param said when they said so, as [StoryTime] reads it
  /// @param by who of us noted it
  /// @param told to whom they said it; null: to whoever noted it
  record Wish(
      PreferenceKind kind,
      @Nullable String value,
      @Nullable String from,
      @Nullable String to,
      String said,
      String by,
      @Nullable String told,
      String purpose) {}

  /// A conversation, from its first entry on.
  record Matter(
      String client,
      String subject,
      @Nullable List<String> tags,
      @Nullable String team,
      List<Entry> entries) {}

  /// A service under way.
  ///
  /// @param subject of the conversation in which the client is told how it is getting on
  /// @param by who of us has it
  /// @param since when it began, as [StoryTime] reads it
  record Service(String subject, String title, String by, String since, List<Step> steps) {}

  /// A milestone.
  ///
  /// @param due its day, as [StoryTime] reads it
  /// @param done when it was reached; null: not yet
  record Step(String name, String by, String due, @Nullable String done) {}

  /// What somebody did.
  ///
  /// @param at when, as [StoryTime] reads it
  /// @param by who of us; null: the client
  /// @param text null: only what stands below happened
  /// @param html how the client's mail looked
  /// @param files names of files below `demo/`
  /// @param assign to whom it was given then
  /// @param then what it became: `waiting`, `resolved` or a time to wake
  /// @param failed why it did not arrive
  record Entry(
      String at,
      Deed deed,
      @Nullable String by,
      @Nullable String text,
      @Nullable String html,
      @Nullable List<String> files,
      @Nullable String assign,
      @Nullable String then,
      @Nullable String failed) {

    List<String> attached() {
      return files == null ? List.of() : files;
    }
  }

  /// What an entry is.
  enum Deed {
    /// A mail of the client.
    MAIL,
    /// A mail of ours.
    REPLY,
    NOTE,
    CALL_IN,
    CALL_OUT,
    MEETING,
    VISIT,
    POST,
    /// Nothing was said: only assigned, resolved, put away.
    CHANGE
  }

  /// The same as one person alone would have met with it: no teams, and assigned is only what the
  /// guide has in hand.
  Story forOne() {
    var alone = new LinkedHashMap<String, Known>();
    clients.forEach(
        (called, known) ->
            alone.put(called, new Known(known.since(), known.details(), null, known.wishes())));
    return new Story(
        organisation,
        guide,
        mailbox,
        people,
        alone,
        matters.stream()
            .map(
                matter ->
                    new Matter(
                        matter.client(),
                        matter.subject(),
                        matter.tags(),
                        null,
                        matter.entries().stream().map(this::forOne).toList()))
            .toList(),
        services);
  }

  private Entry forOne(Entry entry) {
    return guide.equals(entry.assign()) || entry.assign() == null
        ? entry
        : new Entry(
            entry.at(),
            entry.deed(),
            entry.by(),
            entry.text(),
            entry.html(),
            entry.files(),
            null,
            entry.then(),
            entry.failed());
  }

  static Story read() {
    try (InputStream content = resource("brightwater.yaml").getInputStream()) {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(content);
      return JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build()
          .convertValue(tree, Story.class);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  static ClassPathResource resource(String name) {
    return new ClassPathResource(PLACE + name);
  }
}
