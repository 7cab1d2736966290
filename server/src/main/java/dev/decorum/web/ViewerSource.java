package dev.decorum.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// Tells the frame of a page who is signed in. Implemented by the module that knows members.
public interface ViewerSource {

  /// The person behind this request, or null when nobody is signed in.
  @Nullable SignedIn current(HttpServletRequest request);
}
