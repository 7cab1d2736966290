package dev.decorum.channels;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Decisions about mail that are not for pages.
///
/// @param privateHosts whether an admin may name a server in the private network in a page
/// @param pollEvery how often an IMAP server is asked that does not tell of new mail by itself
/// @param workers how many mails one node works on at a time, incoming and outgoing each
@ConfigurationProperties("decorum.channels")
record ChannelsProperties(
    @DefaultValue("false") boolean privateHosts,
    @DefaultValue("30s") Duration pollEvery,
    @DefaultValue("4") int workers) {}
