package dev.decorum.channels.autoconfig;

import dev.decorum.channels.autoconfig.Suggestion.From;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a domain says of its servers: by service records, with encryption from the first byte
/// before STARTTLS (RFC 8314); else by the provider that takes its mail.
public final class DomainServers {

  private static final String IMAPS = "_imaps";
  private static final String IMAP = "_imap";
  private static final String SUBMISSIONS = "_submissions";
  private static final String SUBMISSION = "_submission";

  private DomainServers() {}

  /// The names that are asked for.
  public static List<String> services(String domain) {
    return Stream.of(IMAPS, IMAP, SUBMISSIONS, SUBMISSION)
        .map(service -> name(service, domain))
        .toList();
  }

  private static String name(String service, String domain) {
    return service + "._tcp." + domain;
  }

  /// @param services answers for names such as `_imaps._tcp.example.com`, each `priority weight
  ///   port host`
  /// @param mailHosts the hosts that take mail for a domain, the best first
  public static Optional<Suggestion> of(
      String domain,
      Function<String, List<String>> services,
      Function<String, List<String>> mailHosts) {
    var incoming = server(domain, IMAPS, IMAP, services);
    var outgoing = server(domain, SUBMISSIONS, SUBMISSION, services);
    if (incoming != null || outgoing != null) {
      return Optional.of(new Suggestion(From.DNS, domain, incoming, outgoing));
    }
    return mailHosts.apply(domain).stream()
        .flatMap(host -> Providers.ofMailHost(host).stream())
        .findFirst();
  }

  private static @Nullable MailServer server(
      String domain, String tls, String startTls, Function<String, List<String>> services) {
    return ServiceRecord.best(services.apply(name(tls, domain)))
        .map(one -> MailServer.tls(one.host(), one.port()))
        .or(
            () ->
                ServiceRecord.best(services.apply(name(startTls, domain)))
                    .map(one -> MailServer.startTls(one.host(), one.port())))
        .orElse(null);
  }
}
