package org.example.thermostat;

import dev.rialto.edge.cdi.OnTopic;
import dev.rialto.edge.cdi.Publication;
import dev.rialto.edge.cdi.TopicMessage;
import dev.rialto.edge.cdi.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns the heating of each room on below 20 °C, and off above 21. */
@ApplicationScoped
public class Thermostat {
  private static final Logger LOG = System.getLogger(Thermostat.class.getName());

  @Inject Topics topics;

  void measured(@Observes @OnTopic("rooms/+/temperature") TopicMessage measured) {
    double celsius = Double.parseDouble(measured.text()); // what isn't a number is only logged
    String heating = measured.topic().replace("temperature", "heating");
    if (celsius < 20) {
      turn(heating, "on");
    } else if (celsius > 21) {
      turn(heating, "off");
    }
  }

  private void turn(String heating, String state) {
    topics
        .publish(Publication.of(heating, state).retained())
        .whenComplete(
            (outcome, failure) -> {
              if (failure != null) {
                LOG.log(Level.WARNING, "The heating does not know: " + heating, failure);
              }
            });
  }
}
