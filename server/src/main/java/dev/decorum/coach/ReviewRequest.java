package dev.decorum.coach;

import dev.decorum.conduct.Channel;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Wishes;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A reply to check, with what is known around it, as a line of JSON says it.
///
/// @param id as it stands in the line, quotes included; null where there is none
public record ReviewRequest(@Nullable String id, String reply, Context context) {

  /// A line that cannot be used; the message is a sentence that says why.
  public static final class Unusable extends Exception {

    private final @Nullable String id;

    Unusable(@Nullable String id, String sentence) {
      super(sentence);
      this.id = id;
    }

    public @Nullable String id() {
      return id;
    }
  }

  private static final JsonFactory JSON = new JsonFactory();

  public static ReviewRequest of(String line, Clock clock) throws Unusable {
    var fields = new Fields();
    try (var parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Unusable(null, "A line is one JSON object.");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        fields.read(parser, parser.currentName());
      }
      if (parser.nextToken() != null) {
        throw new Unusable(fields.id, "Something follows after the JSON object.");
      }
    } catch (JacksonException broken) {
      throw new Unusable(fields.id, "This is not JSON: %s.".formatted(broken.getOriginalMessage()));
    }
    return fields.request(clock);
  }

  /// What a line says, while it is read. Unknown fields are passed over.
  private static final class Fields {

    private @Nullable String id;
    private @Nullable String reply;
    private @Nullable String clientMessage;
    private @Nullable String clientName;
    private @Nullable String nameToUse;
    private @Nullable Boolean formal;
    private @Nullable String agentName;
    private @Nullable String channel;
    private boolean firstContact;
    private @Nullable String sentAt;
    private @Nullable String zone;
    private @Nullable String locale;
    private List<String> otherClients = List.of();
    private List<String> internalNotes = List.of();

    void read(JsonParser parser, String name) throws Unusable {
      var value = parser.nextToken();
      switch (name) {
        case "id" -> id = id(parser, value);
        case "reply" -> reply = text(parser, name, value);
        case "client_message" -> clientMessage = text(parser, name, value);
        case "client_name" -> clientName = text(parser, name, value);
        case "name_to_use" -> nameToUse = text(parser, name, value);
        case "formal" -> formal = value == JsonToken.VALUE_NULL ? null : flag(name, value);
        case "agent_name" -> agentName = text(parser, name, value);
        case "channel" -> channel = text(parser, name, value);
        case "first_contact" -> firstContact = flag(name, value);
        case "sent_at" -> sentAt = text(parser, name, value);
        case "zone" -> zone = text(parser, name, value);
        case "locale" -> locale = text(parser, name, value);
        case "other_clients" -> otherClients = texts(parser, name, value);
        case "internal_notes" -> internalNotes = texts(parser, name, value);
        default -> parser.skipChildren();
      }
    }

    private @Nullable String id(JsonParser parser, JsonToken value) throws Unusable {
      return switch (value) {
        case VALUE_STRING -> ReviewJson.quoted(parser.getString());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
        case VALUE_NULL -> null;
        default -> throw new Unusable(null, "The id is words or a number.");
      };
    }

    private @Nullable String text(JsonParser parser, String name, JsonToken value) throws Unusable {
      return switch (value) {
        case VALUE_STRING -> parser.getString();
        case VALUE_NULL -> null;
        default -> throw new Unusable(id, "The value of %s is words.".formatted(name));
      };
    }

    private boolean flag(String name, JsonToken value) throws Unusable {
      return switch (value) {
        case VALUE_TRUE -> true;
        case VALUE_FALSE, VALUE_NULL -> false;
        default -> throw new Unusable(id, "The value of %s is true or false.".formatted(name));
      };
    }

    private List<String> texts(JsonParser parser, String name, JsonToken value) throws Unusable {
      if (value == JsonToken.VALUE_NULL) {
        return List.of();
      }
      if (value != JsonToken.START_ARRAY) {
        throw new Unusable(id, "The value of %s is a list.".formatted(name));
      }
      var all = new ArrayList<String>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        var each = text(parser, name, parser.currentToken());
        if (each != null) {
          all.add(each);
        }
      }
      return all;
    }

    private ReviewRequest request(Clock clock) throws Unusable {
      if (reply == null) {
        throw new Unusable(id, "The reply is missing.");
      }
      try {
        var context =
            Context.sentAt(time(sentAt, zone(zone), clock))
                .answering(clientMessage)
                .between(agentName, clientName)
                .by(channel(channel))
                .onFirstContact(firstContact)
                .in(locale(locale))
                .keeping(otherClients, internalNotes)
                .wishing(new Wishes(nameToUse, formal));
        return new ReviewRequest(id, reply, context);
      } catch (IllegalArgumentException wrong) {
        throw new Unusable(id, String.valueOf(wrong.getMessage()));
      }
    }
  }

  /// @throws IllegalArgumentException with a sentence when there is no such zone
  public static ZoneId zone(@Nullable String zone) {
    try {
      return zone == null ? ZoneId.of("UTC") : ZoneId.of(zone);
    } catch (DateTimeException _) {
      throw new IllegalArgumentException(
          "There is no time zone %s: write it like Europe/Berlin.".formatted(zone));
    }
  }

  /// A time with its offset, or one of the zone's clock; now where none is given.
  ///
  /// @throws IllegalArgumentException with a sentence when it is no time
  public static ZonedDateTime time(@Nullable String time, ZoneId zone, Clock clock) {
    if (time == null) {
      return clock.instant().atZone(zone);
    }
    try {
      return OffsetDateTime.parse(time).atZoneSameInstant(zone);
    } catch (DateTimeException _) {
      try {
        return LocalDateTime.parse(time).atZone(zone);
      } catch (DateTimeException _) {
        throw new IllegalArgumentException(
            "%s is no time: write it like 2026-11-20T10:15:00+01:00.".formatted(time));
      }
    }
  }

  /// @throws IllegalArgumentException with a sentence when there is no such channel
  public static Channel channel(@Nullable String channel) {
    if (channel == null) {
      return Channel.EMAIL;
    }
    for (var each : Channel.values()) {
      if (each.name().equalsIgnoreCase(channel)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "The channel is email, chat, phone or social, not %s.".formatted(channel));
  }

  /// @throws IllegalArgumentException with a sentence when this names no language
  public static Locale locale(@Nullable String locale) {
    try {
      return locale == null
          ? Locale.ENGLISH
          : new Locale.Builder().setLanguageTag(locale.replace('_', '-')).build();
    } catch (IllformedLocaleException _) {
      throw new IllegalArgumentException("%s is no locale: write it like en-GB.".formatted(locale));
    }
  }
}
