package dev.decorum.assistant;

import dev.decorum.assistant.ModelRefused.Reason;
import dev.decorum.database.DecorumProperties;
import dev.decorum.network.Reach;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;

/// How far connections to a model may go. Encrypted ones to the public network, and where the
/// operator allows it to the private one; unencrypted ones stay in the private network.
@Component
class ModelReach {

  private final DecorumProperties properties;
  private final AssistantProperties settings;

  ModelReach(DecorumProperties properties, AssistantProperties settings) {
    this.properties = properties;
    this.settings = settings;
  }

  Reach of(LanguageModel model) {
    if (properties.demo()) return Reach.LOOPBACK;
    if (!model.encrypted()) return Reach.INSIDE;
    return inside(model) ? Reach.ANYWHERE : Reach.PUBLIC;
  }

  private boolean inside(LanguageModel model) {
    return model.trusted() || settings.privateHosts();
  }

  /// @throws ModelRefused when there is no such host, or it must not be reached
  void check(LanguageModel model) {
    boolean demo = properties.demo();
    if (!demo && !model.encrypted() && !inside(model)) throw new ModelRefused(Reason.UNENCRYPTED);
    var reach = of(model);
    try {
      for (var address : InetAddress.getAllByName(model.base().getHost())) {
        if (reach.covers(address)) continue;
        throw new ModelRefused(
            demo ? Reason.DEMO : model.encrypted() ? Reason.PRIVATE_HOST : Reason.UNENCRYPTED);
      }
    } catch (UnknownHostException e) {
      throw new ModelRefused(Reason.NO_SUCH_HOST);
    }
  }
}
