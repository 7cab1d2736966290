package dev.decorum.channels.imap;

/// A folder that was opened.
///
/// @param uidValidity while it stays the same, so do the numbers of mails
/// @param uidNext greater than every number there is; 0: the server does not say
/// @param mails how many there are
public record Folder(long uidValidity, long uidNext, long mails) {}
