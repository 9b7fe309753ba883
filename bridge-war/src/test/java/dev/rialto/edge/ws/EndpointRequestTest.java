package dev.rialto.edge.ws;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Around whose WebSockets a turn is put. */
class EndpointRequestTest {
  private final List<HttpUpgradeHandler> made = new ArrayList<>(); // by the container
  private final HttpServletRequest request =
      Fakes.of(
          HttpServletRequest.class,
          (method, arguments) -> {
            assertThat(method).isEqualTo("upgrade");
            Class<?> type = (Class<?>) arguments[0];
            HttpUpgradeHandler handler =
                type == Unmakable.class
                    ? new Unmakable(0)
                    : (HttpUpgradeHandler) type.getConstructor().newInstance();
            made.add(handler);
            return handler;
          });

  /** The container's. */
  public static class Containers implements HttpUpgradeHandler {
    private boolean begun;

    @Override
    public void init(WebConnection connection) {
      begun = true;
    }

    @Override
    public void destroy() {}
  }

  /** One that only the container can make. */
  public static final class Unmakable extends Containers {
    Unmakable(int what) {}
  }

  private EndpointRequest around(String names) {
    return new EndpointRequest(request, names);
  }

  @Test
  void the_containers_handler_is_inside_ours() throws Exception {
    Containers containers =
        around("dev.rialto.edge.ws.EndpointRequestTest").upgrade(Containers.class);
    assertThat(made).singleElement().isInstanceOf(TurnHandler.class);
    made.get(0).init(null);
    assertThat(containers.begun).isTrue();
  }

  @Test
  void one_that_only_the_container_can_make_goes_without() throws Exception {
    assertThat(around("dev.").upgrade(Unmakable.class)).isSameAs(made.get(0));
  }

  @Test
  void one_of_another_container_goes_without() throws Exception {
    assertThat(new EndpointRequest(request).upgrade(Containers.class)).isSameAs(made.get(0));
  }
}
