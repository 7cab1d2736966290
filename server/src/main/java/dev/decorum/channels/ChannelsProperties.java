package dev.decorum.channels;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Decisions about mail that are not for pages.
///
/// @param privateHosts whether an admin may name a server in the private network in a page
/// @param pollEvery how often an IMAP server is asked that does not tell of new mail by itself
/// @param workers how many mails one node works on at a time, incoming and outgoing each
/// @param checkSenders whether DNS is asked about the senders of mails
/// @param dnsServers whom to ask, `address` or `address:port`; none: those that the system asks
/// @param arcSealers domains that pass mail on to us and whose word about its sender is taken
/// @param relayResults the names under which servers of our own network, in front of the SMTP port,
///   write `Authentication-Results`; they must take such fields of others out
/// @param fetchedResults the same for servers that mail is fetched from
/// @param keepBlocked how long mail from blocked senders is kept
/// @param perDomain how many mails the recipients of one domain get within a minute; 0: no limit
/// @param queueAlarm how long a mail may wait to leave before somebody should look
@ConfigurationProperties("decorum.channels")
record ChannelsProperties(
    @DefaultValue("false") boolean privateHosts,
    @DefaultValue("30s") Duration pollEvery,
    @DefaultValue("4") int workers,
    @DefaultValue("true") boolean checkSenders,
    @DefaultValue List<String> dnsServers,
    @DefaultValue Set<String> arcSealers,
    @DefaultValue Set<String> relayResults,
    @DefaultValue Set<String> fetchedResults,
    @DefaultValue("30d") Duration keepBlocked,
    @DefaultValue("0") int perDomain,
    @DefaultValue("10m") Duration queueAlarm) {}
