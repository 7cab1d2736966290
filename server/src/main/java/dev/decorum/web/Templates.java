package dev.decorum.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.view.AbstractTemplateView;
import org.springframework.web.servlet.view.AbstractTemplateViewResolver;
import org.springframework.web.servlet.view.AbstractUrlBasedView;

/// Pages are jte templates, compiled with the code. A view name is a path below `src/main/jte`
/// without the suffix, such as `inbox/queue`; every template is given `ui`.
@Configuration(proxyBeanMethods = false)
class Templates {

  @Bean
  TemplateEngine templateEngine() {
    TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    engine.setBinaryStaticContent(true);
    return engine;
  }

  @Bean
  AbstractTemplateViewResolver templateViewResolver(
      TemplateEngine engine, ObjectProvider<UiFactory> uis) {
    return new Resolver(engine, uis);
  }

  private static final class Resolver extends AbstractTemplateViewResolver {
    private final TemplateEngine engine;
    private final ObjectProvider<UiFactory> uis;

    Resolver(TemplateEngine engine, ObjectProvider<UiFactory> uis) {
      this.engine = engine;
      this.uis = uis;
      setViewClass(TemplateView.class);
      setSuffix(".jte");
      setOrder(0);
      setExposeRequestAttributes(false);
      setExposeSpringMacroHelpers(false);
    }

    @Override
    protected Class<?> requiredViewClass() {
      return TemplateView.class;
    }

    @Override
    protected AbstractUrlBasedView instantiateView() {
      return new TemplateView(engine, uis.getObject());
    }
  }

  private static final class TemplateView extends AbstractTemplateView {
    private final TemplateEngine engine;
    private final UiFactory uis;

    TemplateView(TemplateEngine engine, UiFactory uis) {
      this.engine = engine;
      this.uis = uis;
      setContentType("text/html;charset=UTF-8");
    }

    @Override
    public boolean checkResource(Locale locale) {
      String url = getUrl();
      return url != null && engine.hasTemplate(url);
    }

    @Override
    protected void renderMergedTemplateModel(
        Map<String, Object> model, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      var parameters = new HashMap<>(model);
      parameters.put("ui", uis.of(request));
      var output = new Utf8ByteOutput();
      engine.render(getUrl(), parameters, output);
      response.setContentLength(output.getContentLength());
      try (var body = response.getOutputStream()) {
        output.writeTo(body);
      }
    }
  }
}
