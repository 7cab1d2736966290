package dev.decorum.channels.spool;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of a mail as they came. Valid only while whoever received them holds on to them.
public interface Content {

  long size();

  /// From the first byte, as often as wished.
  InputStream open() throws IOException;
}
