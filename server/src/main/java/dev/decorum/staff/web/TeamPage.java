package dev.decorum.staff.web;

import dev.decorum.staff.Member;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.util.List;

/// @param name as typed
public record TeamPage(Team team, String name, List<Member> members, FormErrors errors) {}
