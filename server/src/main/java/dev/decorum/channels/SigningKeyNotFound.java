package dev.decorum.channels;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// The domain has no such key.
public final class SigningKeyNotFound extends Refusal {

  SigningKeyNotFound() {
    super(HttpStatus.NOT_FOUND, "signing_key.not_found", "channels.refusal.signing_key_not_found");
  }
}
