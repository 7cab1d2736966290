package dev.decorum.audit;

/// A place in the chain: its number, counted from 1, and its keyed digest. Number 0 is the
/// beginning.
record Link(long no, byte[] mac) {}
