package dev.decorum.push;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// Hands a message to the push service at an address.
interface Post {

  /// @return the status of its answer
  int post(URI endpoint, Map<String, String> headers, byte[] body) throws IOException;
}
