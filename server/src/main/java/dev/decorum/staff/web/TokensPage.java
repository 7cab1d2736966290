package dev.decorum.staff.web;

import dev.decorum.staff.AccessToken;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One's own access tokens.
///
/// @param validities in days, 0 for good
/// @param created the token that was just made, shown this once
public record TokensPage(
    List<AccessToken> tokens,
    List<String> scopes,
    List<Integer> validities,
    @Nullable String created,
    FormErrors errors) {}
