package dev.rialto.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page's modules that need no page, by the test runner of Node. */
class PageModulesTest {
  @Test
  void the_tests_of_the_page_s_modules_pass() throws IOException, InterruptedException {
    Path node = Program.find(List.of("node", "nodejs"), List.of("nodejs"));
    Path checkout = Path.of(System.getProperty("rialto.checkout"));
    Process tests =
        new ProcessBuilder(node.toString(), "--test", "src/test/js/")
            .directory(checkout.resolve("bridge-war").toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(checkout.resolve("it-tests/target/page-modules.log").toFile())
            .start();
    assertThat(tests.waitFor()).as("see it-tests/target/page-modules.log").isZero();
  }
}
