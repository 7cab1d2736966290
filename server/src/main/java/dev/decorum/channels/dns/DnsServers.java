package dev.decorum.channels.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupFailedException;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/// Real name servers: those that the system names, or others.
public final class DnsServers implements NameServers {

  /// How long one server may take. There are several, and a datagram gets lost at times.
  private static final Duration EACH = Duration.ofMillis(900);

  private static final Duration ALL = Duration.ofSeconds(2);

  /// For names that do not exist: how long that is so is not told with the answer.
  private static final Duration ABSENT = Duration.ofMinutes(5);

  private final LookupSession session;

  private DnsServers(List<InetSocketAddress> servers) {
    var resolvers = new ArrayList<Resolver>();
    for (var server : servers) {
      var resolver = new SimpleResolver(server);
      resolver.setTimeout(EACH);
      resolvers.add(resolver);
    }
    var all = new ExtendedResolver(resolvers);
    all.setRetries(2);
    all.setTimeout(ALL);
    this.session = LookupSession.builder().resolver(all).build();
  }

  /// Those that the system asks, as its settings are now.
  public static DnsServers ofSystem() {
    return at(ResolverConfig.getCurrentConfig().servers());
  }

  public static DnsServers at(List<InetSocketAddress> servers) {
    return new DnsServers(servers);
  }

  @Override
  public CompletionStage<Reply> ask(Question question) {
    Name name;
    try {
      name = name(question);
    } catch (TextParseException | IllegalArgumentException notAName) {
      return CompletableFuture.completedFuture(new Reply.Known(List.of(), ABSENT));
    }
    return session
        .lookupAsync(name, type(question))
        .handle(
            (found, failure) ->
                failure == null ? known(question, found.getRecords()) : reply(failure));
  }

  private static Name name(Question question) throws TextParseException {
    return switch (question.kind()) {
      case NAMES -> ReverseMap.fromAddress(InetAddress.ofLiteral(question.name()));
      case SIGN_OF_LIFE -> Name.root;
      case TEXT, ADDRESSES, ADDRESSES_6, MAIL_HOSTS, SERVICES ->
          Name.fromString(question.name(), Name.root);
    };
  }

  private static int type(Question question) {
    return switch (question.kind()) {
      case TEXT -> Type.TXT;
      case ADDRESSES -> Type.A;
      case ADDRESSES_6 -> Type.AAAA;
      case MAIL_HOSTS -> Type.MX;
      case SERVICES -> Type.SRV;
      case NAMES -> Type.PTR;
      case SIGN_OF_LIFE -> Type.NS;
    };
  }

  private static Reply reply(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NoSuchDomainException || cause instanceof NoSuchRRSetException) {
        return new Reply.Known(List.of(), ABSENT);
      }
      if (cause instanceof LookupFailedException) return new Reply.Failed();
    }
    return new Reply.Silence();
  }

  private static Reply known(Question question, List<Record> records) {
    long ttl = records.stream().mapToLong(Record::getTTL).min().orElse(ABSENT.toSeconds());
    var sorted =
        question.kind() == Question.Kind.MAIL_HOSTS
            ? records.stream().sorted(Comparator.comparingInt(DnsServers::preference)).toList()
            : records;
    return new Reply.Known(
        sorted.stream().map(DnsServers::value).filter(value -> !value.isEmpty()).toList(),
        Duration.ofSeconds(ttl));
  }

  private static int preference(Record mailHost) {
    return mailHost instanceof MXRecord mx ? mx.getPriority() : 0;
  }

  private static String value(Record record) {
    return switch (record) {
      case TXTRecord text -> text(text);
      case ARecord a -> a.getAddress().getHostAddress();
      case AAAARecord aaaa -> aaaa.getAddress().getHostAddress();
      // The root alone says that the domain takes no mail (RFC 7505).
      case MXRecord mx -> mx.getTarget().equals(Name.root) ? "" : mx.getTarget().toString(true);
      case SRVRecord service ->
          "%d %d %d %s"
              .formatted(
                  service.getPriority(),
                  service.getWeight(),
                  service.getPort(),
                  service.getTarget().equals(Name.root) ? "." : service.getTarget().toString(true));
      case PTRRecord ptr -> ptr.getTarget().toString(true);
      default -> "";
    };
  }

  /// A long record comes in pieces that belong together.
  private static String text(TXTRecord record) {
    var text = new StringBuilder();
    for (byte[] piece : record.getStringsAsByteArrays()) {
      text.append(new String(piece, StandardCharsets.UTF_8));
    }
    return text.toString();
  }
}
