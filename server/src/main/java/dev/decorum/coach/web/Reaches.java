package dev.decorum.coach.web;

import dev.decorum.coach.Reach;
import dev.decorum.conduct.Channel;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// For whom packs hold, in forms and in words.
@Component
class Reaches {

  private static final String TEAM = "team-";
  private static final String CHANNEL = "channel-";

  private final Staff staff;

  Reaches(Staff staff) {
    this.staff = staff;
  }

  List<ReachChoice> all() {
    return Stream.of(
            Stream.of(Reach.EVERYBODY),
            staff.teams().stream().map(team -> new Reach.OfTeam(team.id())),
            Arrays.stream(Channel.values()).map(Reach.ByChannel::new))
        .flatMap(some -> some)
        .map(this::choice)
        .toList();
  }

  ReachChoice choice(Reach reach) {
    return switch (reach) {
      case Reach.Everybody() -> new ReachChoice("", "coach.reach.everybody", "");
      case Reach.OfTeam(TeamId id) ->
          staff
              .team(id)
              .map(team -> new ReachChoice(TEAM + team.no(), "coach.reach.team", team.name()))
              .orElse(new ReachChoice(TEAM, "coach.reach.team", "?"));
      case Reach.ByChannel(Channel channel) ->
          new ReachChoice(CHANNEL + word(channel), "coach.reach.channel." + word(channel), "");
    };
  }

  /// What was chosen; everybody where nothing is known of it.
  Reach parse(String value) {
    return all().stream()
        .filter(choice -> choice.value().equals(value))
        .findFirst()
        .map(choice -> reach(choice.value()))
        .orElse(Reach.EVERYBODY);
  }

  private Reach reach(String value) {
    if (value.startsWith(TEAM)) {
      var no = Integer.parseInt(value.substring(TEAM.length()));
      return staff.teamByNo(no).map(Team::id).<Reach>map(Reach.OfTeam::new).orElse(Reach.EVERYBODY);
    }
    return value.startsWith(CHANNEL)
        ? Reach.ofColumns(null, value.substring(CHANNEL.length()))
        : Reach.EVERYBODY;
  }

  private static String word(Channel channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }
}
