package dev.decorum.web;

import org.jspecify.annotations.Nullable;

/// The caller's name for one request, so that repeating it does nothing twice. A controller that
/// takes it as a parameter makes the header `Idempotency-Key` required.
///
/// @param call method and address that the key belongs to
public record IdempotencyKey(String text, String call) {

  static IdempotencyKey parse(@Nullable String header, String call) {
    if (header == null || header.isBlank()) {
      throw new BadRequest("idempotency_key.missing");
    }
    String text = header.strip();
    if (!text.matches("[\\x21-\\x7e]{1,200}")) {
      throw new BadRequest("idempotency_key.invalid");
    }
    return new IdempotencyKey(text, call);
  }
}
