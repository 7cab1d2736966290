package dev.decorum.clients;

/// There is no such client for this viewer: unknown and foreign look the same.
public class ClientNotFound extends RuntimeException {

  public ClientNotFound() {
    super("no such client");
  }
}
