package dev.rialto.edge.start;

import dev.rialto.config.IdleTimers;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.config.SettingsReader;
import dev.rialto.edge.Rialto;
import dev.rialto.edge.cdi.InjectedTopics;
import dev.rialto.edge.http.ApiFilter;
import dev.rialto.edge.http.Events;
import dev.rialto.edge.manage.Management;
import dev.rialto.edge.ws.ContainerTimers;
import dev.rialto.edge.ws.HandshakeFilter;
import dev.rialto.edge.ws.JsonEndpoint;
import dev.rialto.edge.ws.MqttEndpoint;
import dev.rialto.edge.ws.SpeechFilter;
import dev.rialto.edge.ws.TextEndpoint;
import dev.rialto.edge.ws.Turn;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts everything before the first request and stops it after the last. */
@WebListener
public class Startup implements ServletContextListener {
  private static final Logger LOG = System.getLogger(Startup.class.getName());

  /** Tyrus reads it at each handshake, so that it can follow the setting. */
  private static final String CONTAINER_BUFFER = "org.glassfish.tyrus.servlet.incoming-buffer-size";

  /** A WebSocket message may carry packets besides the largest one. */
  private static final int BESIDES = 64 << 10;

  @Inject Rialto rialto;
  @Inject InjectedTopics topics;
  @Resource ManagedExecutorService executor;

  private Management management;
  private Thread atExit;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Settings settings = start();
    context.setInitParameter(
        CONTAINER_BUFFER, String.valueOf(settings.count(Setting.PACKET_MAX) + BESIDES));
    if (settings.choice(Setting.CONTAINER_IDLE_TIMERS, IdleTimers.class) == IdleTimers.REPLACE) {
      ContainerTimers.replace(context, rialto.counters());
    }
    addHandshakeFilters(context, settings);
    FilterRegistration.Dynamic api =
        context.addFilter("Rialto HTTP", new ApiFilter(rialto, executor));
    api.setAsyncSupported(true);
    ServletRegistration.Dynamic events = context.addServlet("Rialto events", new Events(rialto));
    events.setAsyncSupported(true);
    events.addMapping(Events.PATH);
    api.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, ApiFilter.PATHS);
    topics.start(rialto, executor);
    management = new Management(rialto, context.getContextPath());
    management.show();
    sayGoodbyeAtExit();
    LOG.log(
        Level.INFO,
        "Rialto is ready: the page is at {0}/, MQTT over WebSockets at {0}{1}. Who may connect:"
            + " {2}.",
        context.getContextPath(),
        MqttEndpoint.PATH,
        rialto.whoGetsIn());
  }

  /**
   * When the process is told to end, Payara cuts all connections before it says so to deployments;
   * clients would hear nothing. This runs beside Payara's own hook, and is quicker.
   */
  private void sayGoodbyeAtExit() {
    atExit = new Thread(rialto::stop, "rialto-goodbye");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private Settings start() {
    try {
      Settings settings = SettingsReader.read(ConfigProvider.getConfig());
      rialto.lend(executor);
      rialto.start(settings, Turn::run);
      return settings;
    } catch (InvalidSettingException e) {
      throw new IllegalStateException(e.getMessage(), e); // the deployment fails with the sentence
    }
  }

  private void addHandshakeFilters(ServletContext context, Settings settings) {
    List<String> paths = new ArrayList<>(settings.entries(Setting.MQTT_PATHS));
    paths.add(MqttEndpoint.PATH);
    addHandshakeFilter(
        context.addFilter("Rialto handshakes", new HandshakeFilter(rialto)),
        paths.toArray(String[]::new));
    addHandshakeFilter(
        context.addFilter("Rialto text", SpeechFilter.text(rialto)), TextEndpoint.PATHS);
    addHandshakeFilter(
        context.addFilter("Rialto JSON", SpeechFilter.json(rialto)), JsonEndpoint.PATH);
  }

  private static void addHandshakeFilter(FilterRegistration.Dynamic filter, String... paths) {
    filter.setAsyncSupported(true); // or nothing behind it may upgrade
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, paths);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (management != null) { // the start may have failed before
      management.hide();
    }
    topics.stop();
    rialto.stop();
    if (atExit != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(atExit); // or it would keep our classes
      } catch (IllegalStateException e) {
        LOG.log(Level.DEBUG, "The process ends.", e);
      }
    }
  }
}
