package dev.decorum.approvals;

import dev.decorum.clients.Channel;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may approve whose replies, among the members there are.
///
/// @param rules all must be satisfied that hold, by one approver
/// @param members those who do not work here any more count for nothing
record Approvers(List<ApprovalRule> rules, List<Member> members) {

  /// Who could approve a reply; nobody their own.
  ///
  /// @return empty: it needs no approval
  Optional<List<Member>> of(MemberId author, Role role, Channel channel, @Nullable TeamId team) {
    var holding = rules.stream().filter(rule -> rule.holds(role, channel, team)).toList();
    if (holding.isEmpty()) return Optional.empty();
    return Optional.of(
        satisfying(holding, team).stream().filter(one -> !one.id().equals(author)).toList());
  }

  private List<Member> satisfying(List<ApprovalRule> holding, @Nullable TeamId team) {
    return members.stream()
        .filter(member -> serves(member, team))
        .filter(member -> holding.stream().allMatch(r -> r.approvers().contains(member.role())))
        .toList();
  }

  /// The places where a reply would wait for nobody.
  ///
  /// @param teams all there are
  List<Gap> gaps(Collection<TeamId> teams) {
    var gaps = new ArrayList<Gap>();
    var places = new ArrayList<@Nullable TeamId>(teams);
    places.add(null);
    for (var channel : channels()) {
      for (var team : places) {
        var stranded =
            members.stream()
                .filter(member -> serves(member, team))
                .filter(
                    one ->
                        of(one.id(), one.role(), channel, team).filter(List::isEmpty).isPresent())
                .toList();
        if (!stranded.isEmpty()) gaps.add(new Gap(channel, team, stranded));
      }
    }
    return gaps;
  }

  /// Those that rules are about, or mail where they are about all.
  private Collection<Channel> channels() {
    var channels = new LinkedHashSet<Channel>();
    for (var rule : rules) {
      var channel = rule.channel();
      channels.add(channel == null ? Channel.EMAIL : channel);
    }
    return channels;
  }

  private static boolean serves(Member member, @Nullable TeamId team) {
    return member.serves()
        && (member.role() == Role.ADMIN || team == null || member.teams().contains(team));
  }

  /// Members whose replies need approval, and nobody could give it.
  ///
  /// @param team null: conversations of no team
  record Gap(Channel channel, @Nullable TeamId team, List<Member> stranded) {}
}
