package dev.decorum.channels.smtp;

import java.time.Duration;

/// How much a peer may ask of the server.
///
/// Peers on loopback are relays on the same machine: for them only the limits on the whole hold.
///
/// @param mailBytes of one mail, counted, whatever the peer announces
/// @param drainBytes how much more is read of a mail that is too large before the line is cut
/// @param connections at one time, of all peers
/// @param connectionsOfPeer at one time, of one address (of one /64 network in IPv6)
/// @param mailsOfPeerPerMinute accepted MAIL commands of one address
/// @param recipients of one mail
/// @param commands of one connection
/// @param mistakes of one connection: refused recipients and commands that make no sense
/// @param idle how long the peer may be silent
/// @param data how long one mail may take
/// @param hops how many Received fields a mail may have
public record SmtpLimits(
    int mailBytes,
    long drainBytes,
    int connections,
    int connectionsOfPeer,
    int mailsOfPeerPerMinute,
    int recipients,
    int commands,
    int mistakes,
    Duration idle,
    Duration data,
    int hops) {

  public static final SmtpLimits DEFAULT =
      new SmtpLimits(
          50 * 1024 * 1024,
          450L * 1024 * 1024,
          500,
          50,
          1_200,
          100,
          10_000,
          50,
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          100);
}
