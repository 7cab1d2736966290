package dev.decorum.database;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the administrator decided on the command line; the same for every module of one node.
///
/// @param data the folder of this node: root key, embedded database
/// @param baseUrl where browsers reach this installation, without a slash at the end
/// @param zone the organisation's time zone until it sets another
/// @param bind the address on which HTTP and SMTP listen
/// @param port of HTTP, 0 for a free one
/// @param smtpPort of SMTP, 0 for a free one, -1 for none
/// @param demo true for the sample organisation, which sends nothing to the outside
/// @param node names this process among the nodes on one database; another one at each start
/// @param tlsCert certificate chain (PEM) of this node, for HTTPS and STARTTLS
/// @param tlsKey the key that belongs to `tlsCert` (PEM)
/// @param trustedProxy networks whose forwarded headers count
/// @param rootKeyFile the root key when it is kept outside the data folder
@ConfigurationProperties("decorum")
public record DecorumProperties(
    Path data,
    URI baseUrl,
    ZoneId zone,
    String bind,
    int port,
    int smtpPort,
    boolean demo,
    UUID node,
    @Nullable Path tlsCert,
    @Nullable Path tlsKey,
    @DefaultValue List<String> trustedProxy,
    @Nullable Path rootKeyFile) {

  /// True when browsers reach this installation by https, by our own TLS or by a proxy's.
  public boolean secure() {
    return "https".equalsIgnoreCase(baseUrl.getScheme());
  }
}
