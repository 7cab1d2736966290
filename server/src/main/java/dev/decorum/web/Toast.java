package dev.decorum.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A short word after something was done, with a way back where there is one. It survives the
/// redirect that follows a form.
///
/// @param undoUrl takes a POST that undoes what was done, or null
public record Toast(String key, List<Object> args, @Nullable String undoUrl)
    implements java.io.Serializable {

  static final String ATTRIBUTE = "dev.decorum.toast";

  public Toast {
    args = List.copyOf(args);
  }

  public static Toast of(String key, Object... args) {
    return new Toast(key, List.of(args), null);
  }

  public Toast undoneBy(String url) {
    return new Toast(key, args, url);
  }

  public void afterRedirect(RedirectAttributes redirect) {
    redirect.addFlashAttribute(ATTRIBUTE, this);
  }
}
