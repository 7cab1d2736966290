package dev.decorum.hours;

/// An absence as somebody typed it: nothing is checked yet.
///
/// @param from the first day away
/// @param fromTime from which time of that day on; empty: all of it
/// @param to the last day away; empty: the first
/// @param toTime until which time of that day; empty: all of it
/// @param zone whose clocks show these times
public record NewAbsence(String from, String fromTime, String to, String toTime, String zone) {}
