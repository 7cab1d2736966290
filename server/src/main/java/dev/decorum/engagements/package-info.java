/// Engagements: services under way, how clients are told how they are getting on, and how one stays
/// in touch after something was said, resolved or not answered.
///
/// [FollowUp], [FollowUpTimes], [Milestone], [ReportSchedule] and [ProgressReport] know the rules;
/// they need neither database nor today's date.
@ApplicationModule(
    displayName = "Engagements",
    allowedDependencies = {"hours", "staff", "clients", "inbox", "coach", "promises", "conduct"})
@NullMarked
package dev.decorum.engagements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
