package dev.decorum.coach;

import dev.decorum.conduct.Channel;
import dev.decorum.staff.TeamId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// For which messages a pack of the organisation holds. It is decided once, when the pack is begun.
public sealed interface Reach {

  /// All.
  record Everybody() implements Reach {}

  /// Those of a team's conversations.
  record OfTeam(TeamId team) implements Reach {}

  /// Those that leave by a channel.
  record ByChannel(Channel channel) implements Reach {}

  Reach EVERYBODY = new Everybody();

  /// @param team of the conversation; null: none that matters
  /// @param channel null: none that matters
  default boolean covers(@Nullable TeamId team, @Nullable Channel channel) {
    return switch (this) {
      case Everybody() -> true;
      case OfTeam(TeamId its) -> its.equals(team);
      case ByChannel(Channel its) -> its == channel;
    };
  }

  /// Packs of higher layers change those below.
  default int layer() {
    return switch (this) {
      case Everybody() -> 0;
      case OfTeam _ -> 1;
      case ByChannel _ -> 2;
    };
  }

  default @Nullable UUID teamColumn() {
    return this instanceof OfTeam(TeamId team) ? team.id() : null;
  }

  default @Nullable String channelColumn() {
    return this instanceof ByChannel(Channel channel)
        ? channel.name().toLowerCase(Locale.ROOT)
        : null;
  }

  static Reach ofColumns(@Nullable UUID team, @Nullable String channel) {
    if (team != null) return new OfTeam(new TeamId(team));
    return channel == null
        ? EVERYBODY
        : new ByChannel(Channel.valueOf(channel.toUpperCase(Locale.ROOT)));
  }
}
