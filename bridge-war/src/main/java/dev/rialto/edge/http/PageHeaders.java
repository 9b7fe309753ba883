package dev.rialto.edge.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/** What browsers may do with the pages: run nothing but the WAR's own files, inside no frame. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public final class PageHeaders extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** {@code rialto.js}, and what it is made of. */
  private static final Pattern MODULES = Pattern.compile("/(rialto\\.js|(rialto|js)/[a-z-]+\\.js)");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getHeader("Upgrade") == null) { // a handshake's answer shall stay small
      response.setHeader("Content-Security-Policy", POLICY);
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("X-Frame-Options", "DENY");
      response.setHeader("Referrer-Policy", "no-referrer");
      if (MODULES.matcher(request.getServletPath()).matches()) { // pages of other servers load it
        response.setHeader("Access-Control-Allow-Origin", "*");
      }
    }
    chain.doFilter(request, response);
  }
}
