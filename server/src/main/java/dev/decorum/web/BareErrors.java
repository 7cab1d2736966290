package dev.decorum.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/// Answers what the web server refuses before any filter runs, such as an address that cannot be
/// read: a line of text under the same headers as everything else.
///
/// Tomcat makes it by name, hence public.
public final class BareErrors extends ErrorReportValve {

  /// Puts it in the place of Tomcat's own.
  @Configuration(proxyBeanMethods = false)
  static class InPlace {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareErrors() {
      return factory ->
          factory.addContextCustomizers(
              context -> {
                if (context.getParent() instanceof StandardHost host) {
                  host.setErrorReportValveClass(BareErrors.class.getName());
                }
              });
    }
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int code = response.getStatus();
    if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus status = HttpStatus.resolve(code);
    String line = code + " " + (status == null ? "" : status.getReasonPhrase()) + "\n";
    SecurityHeaders.write(response, request.isSecure());
    response.setContentType("text/plain;charset=utf-8");
    try {
      response.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
      response.finishResponse();
    } catch (IOException gone) {
      // Nobody is left to tell.
    }
  }
}
