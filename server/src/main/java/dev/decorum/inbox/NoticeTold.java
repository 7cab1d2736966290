package dev.decorum.inbox;

import dev.decorum.staff.MemberId;

/// A member was told of something new, and wants to hear of it through their browser, too.
/// Published in the transaction that tells them.
public record NoticeTold(MemberId member) {}
