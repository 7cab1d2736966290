package dev.decorum.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;

/// How the API writes and reads JSON, and what controllers may take as parameters.
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  private final ObjectProvider<LivePosition> live;

  WebConfiguration(ObjectProvider<LivePosition> live) {
    this.live = live;
  }

  /// Names as in `waiting_since`, enums in lower case, and nothing accepted that is not understood.
  @Bean
  JsonMapperBuilderCustomizer strictJson() {
    return builder ->
        builder
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE);
  }

  /// Notes where the stream of events stands before a page is made, so that the page misses none.
  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(
            new HandlerInterceptor() {
              @Override
              public boolean preHandle(
                  HttpServletRequest request, HttpServletResponse response, Object handler) {
                live.ifAvailable(
                    position -> request.setAttribute(LivePosition.ATTRIBUTE, position.latest()));
                return true;
              }
            })
        .excludePathPatterns("/api/**", "/assets/**");
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(
        new Argument<>(
            Paging.class,
            request ->
                Paging.parse(request.getParameter("limit"), request.getParameter("cursor"))));
    resolvers.add(
        new Argument<>(
            Version.class, request -> Version.parse(request.getHeader(HttpHeaders.IF_MATCH))));
    resolvers.add(
        new Argument<>(
            IdempotencyKey.class,
            request ->
                IdempotencyKey.parse(
                    request.getHeader("Idempotency-Key"),
                    request.getMethod() + " " + request.getRequestURI())));
  }

  private record Argument<T>(Class<T> type, Function<HttpServletRequest, T> reader)
      implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == type;
    }

    @Override
    public Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binder) {
      return Objects.requireNonNull(
          reader.apply(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class))));
    }
  }
}
