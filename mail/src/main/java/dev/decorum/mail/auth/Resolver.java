package dev.decorum.mail.auth;

import java.net.InetAddress;
import java.util.List;

/// Answers questions about domains. Names are without the dot at the end.
///
/// An empty answer says that the name or its records do not exist; anything that keeps the answer
/// from being known is a [ResolverTrouble].
public interface Resolver {

  /// The text records of the name, the strings of each put together.
  List<String> text(String name);

  /// The addresses of version 4, or of version 6.
  List<InetAddress> addresses(String name, boolean version6);

  /// The hosts that take mail for the name, the best first.
  List<String> mailHosts(String name);

  /// The names of the address.
  List<String> names(InetAddress address);
}
