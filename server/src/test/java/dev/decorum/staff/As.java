package dev.decorum.staff;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import org.springframework.test.web.servlet.request.RequestPostProcessor;

/// Signs somebody in for one request of a test, past the sign-in page.
public final class As {

  private As() {}

  public static RequestPostProcessor viewer(Viewer viewer) {
    return authentication(new MemberAuthentication(viewer));
  }
}
