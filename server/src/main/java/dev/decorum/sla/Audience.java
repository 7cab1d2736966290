package dev.decorum.sla;

import dev.decorum.staff.MemberId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who could be told about a conversation.
///
/// Whoever is away is passed over, and the next who are there are told in their place: for an owner
/// the leads, for leads the admins. Where nobody of all these is there, those are told who would
/// have been: it is better read late than never.
///
/// @param owner null: nobody has it, or who has it works here no more
/// @param leads of its team
/// @param there whether somebody is at work
record Audience(
    @Nullable MemberId owner,
    List<MemberId> leads,
    List<MemberId> admins,
    Predicate<MemberId> there) {

  Audience {
    leads = List.copyOf(leads);
    admins = List.copyOf(admins);
  }

  /// @param skipped who would have been told, were they not away
  record Chosen(List<MemberId> told, List<MemberId> skipped) {}

  Chosen of(Step.Who who) {
    var wanted =
        switch (who) {
          case OWNER -> owner == null ? leads : List.of(owner);
          case LEADS -> leads;
          case ADMINS -> admins;
        };
    var skipped = wanted.stream().filter(there.negate()).toList();
    var told =
        Stream.of(wanted, leads, admins)
            .map(this::there)
            .filter(some -> !some.isEmpty())
            .findFirst();
    // Leads need not be told of what is for admins; where these are all away, they are the next.
    return told.map(some -> new Chosen(some, skipped)).orElse(new Chosen(wanted, List.of()));
  }

  /// Leads who could take it over now.
  List<MemberId> takers() {
    return there(leads);
  }

  private List<MemberId> there(List<MemberId> some) {
    return some.stream().filter(there).toList();
  }
}
