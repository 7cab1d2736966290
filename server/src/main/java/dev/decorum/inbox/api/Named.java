package dev.decorum.inbox.api;

/// How one thing points to another.
record Named(long no, String name) {}
