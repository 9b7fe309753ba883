package dev.rialto.it.browser;

import dev.rialto.it.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a fresh profile, and what the tests do with it. */
final class Chromium implements AutoCloseable {
  private final ChromeDriver driver;

  Chromium() {
    Path browser = Program.find(List.of("chromium", "chromium-browser"), List.of("chromium"));
    Path chromedriver = Program.find(List.of("chromedriver"), List.of("chromium-driver"));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.toFile())
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
  }

  void open(Object address) {
    driver.get(address.toString());
  }

  /** Waits until the page says that it is in one of its states. */
  void awaitState(String state, Duration atMost) throws Exception {
    Await.until(
        "the page is " + state,
        atMost,
        () -> state.equals(driver.findElement(By.tagName("body")).getAttribute("data-state")));
  }

  /** The value that the page shows for a topic; empty when it shows none. */
  String value(String topic) {
    List<WebElement> values =
        driver.findElements(By.cssSelector("[data-topic='" + topic + "'] [data-role='value']"));
    return values.isEmpty() ? "" : values.get(0).getText();
  }

  /** How many topics the page lists. */
  int topics() {
    return driver.findElements(By.cssSelector("[data-topic]")).size();
  }

  WebElement element(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** Replaces the text of a field. */
  void type(String selector, String text) {
    WebElement field = element(selector);
    field.clear();
    field.sendKeys(text);
  }

  /** Everything that the console reports as an error, violations of the content policy included. */
  List<String> errors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(Object::toString)
        .toList();
  }

  /** Width in pixels, and "light" or "dark". */
  void looks(int width, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Whether the page is wider than the window. */
  boolean scrollsSideways() {
    return (Boolean)
        driver.executeScript(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  /** Runs a script in the page; of a promise, what it is fulfilled with. */
  Object run(String script) {
    return driver.executeScript(script);
  }

  void screenshot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
