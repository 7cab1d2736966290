package dev.decorum.conduct.leaks;

/// Words of a text that must not leave.
///
/// @param form what exactly it is, such as `us_ssn`; the end of the rule's id
/// @param sure whether it can hardly be anything else
record Leak(Kind kind, String form, int start, int end, boolean sure) {}
