package dev.decorum.approvals;

import dev.decorum.clients.Channel;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Replies of some are read and approved by others before they leave.
///
/// @param channel of the conversation; null: any
/// @param team that has the conversation; null: any, or none
/// @param authors the roles whose replies need approval
/// @param approvers the roles that give it
/// @param firsts whether first messages and forwards of these authors are kept back as well. Nobody
///   can approve those: somebody else has to send them
public record ApprovalRule(
    UUID id,
    @Nullable Channel channel,
    @Nullable TeamId team,
    Set<Role> authors,
    Set<Role> approvers,
    boolean firsts) {

  public ApprovalRule {
    authors = Set.copyOf(authors);
    approvers = Set.copyOf(approvers);
  }

  boolean holds(Role author, Channel in, @Nullable TeamId of) {
    return authors.contains(author)
        && (channel == null || channel == in)
        && (team == null || team.equals(of));
  }
}
