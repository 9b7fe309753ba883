// A NodeMCU (ESP8266) that publishes its A0 reading each second to Rialto: MQTT over WebSocket.
//
//   {prefix}/{id}/a0      the reading, 0 to 1024        published each second
//   {prefix}/{id}/status  online or offline, retained   offline is the will
//   {prefix}/{id}/set     on or off                     subscribed; switches the built-in LED
//
// Board package and library versions: see README.md next to this folder.

#include <ESP8266WiFi.h>
#include <WebSocketsClient.h>  // before MQTTPubSubClient.h, which uses WebSockets if it sees them
#include <MQTTPubSubClient.h>
#include <memory>

// ---------- Change these ----------

const char WIFI_SSID[] = "your-wifi";
const char WIFI_PASSWORD[] = "your-wifi-password";

const char BROKER_HOST[] = "192.168.43.67";  // the computer that runs Rialto, not "localhost"
const uint16_t BROKER_PORT = 8080;
const char BROKER_PATH[] = "/mqtt";
const char BROKER_USER[] = "";  // empty: no user name and no password
const char BROKER_PASSWORD[] = "";

const char TOPIC_PREFIX[] = "rialto/demo";
const uint32_t READING_INTERVAL_MS = 1000;

// ---------- No need to change these ----------

const uint16_t KEEP_ALIVE_S = 45;  // below the 60 s after which many proxies cut a silent connection
const uint32_t BACKOFF_MIN_MS = 2000;  // long enough for one WebSocket handshake
const uint32_t BACKOFF_MAX_MS = 60000;
const uint32_t NEVER = 0xFFFFFFFF;

// The largest packet in either direction. The library closes the connection on a larger one.
using MqttClient = MQTTPubSub::PubSubClient<512>;

WebSocketsClient webSocket;
std::unique_ptr<MqttClient> mqtt;

String clientId;
String readingTopic;
String statusTopic;
String setTopic;

bool wifiUp = false;
bool online = false;
uint32_t backoffMs = BACKOFF_MIN_MS;
uint32_t waitStarted = 0;
uint32_t waitMs = 0;
uint32_t lastReading = 0;

// Doubling spares a broker that is down; the random part keeps a classroom of boards, which all
// lost the same broker at the same moment, from coming back at the same moment.
void waitBeforeNextAttempt() {
  waitStarted = millis();
  waitMs = backoffMs + random(backoffMs / 2);
  backoffMs = min(backoffMs * 2, BACKOFF_MAX_MS);
}

void onSet(const char* payload, size_t size) {
  String command;
  for (size_t i = 0; i < size; i++) command += payload[i];
  Serial.printf("Received on %s: %s\n", setTopic.c_str(), command.c_str());
  if (command == "on") digitalWrite(LED_BUILTIN, LOW);  // the LED of the board is lit by LOW
  if (command == "off") digitalWrite(LED_BUILTIN, HIGH);
}

// Opens the TCP connection and asks for the WebSocket. The answer arrives in webSocket.loop().
void dial() {
  Serial.printf("%s connecting to ws://%s:%u%s\n", clientId.c_str(), BROKER_HOST, BROKER_PORT,
                BROKER_PATH);
  webSocket.disconnect();
  // The client keeps unread bytes of a connection that was lost: a fresh one for each connection.
  mqtt.reset(new MqttClient());
  mqtt->begin(webSocket);
  mqtt->setKeepAliveTimeout(KEEP_ALIVE_S);
  mqtt->setWill(statusTopic, "offline", true, 1);

  // The subprotocol must be given: "arduino" is the library's default.
  webSocket.begin(BROKER_HOST, BROKER_PORT, BROKER_PATH, "mqtt");
  // With TLS (wss), instead of the line above; the fingerprint is the SHA-1 of the server's
  // certificate, 20 bytes, and NULL accepts any certificate, which protects against nobody:
  //   static const uint8_t FINGERPRINT[20] = {0x00, 0x11 /* ... */};
  //   webSocket.beginSSL(BROKER_HOST, 8181, BROKER_PATH, FINGERPRINT, "mqtt");

  // A link that died silently (access point off) is noticed by unanswered WebSocket pings.
  webSocket.enableHeartbeat(15000, 5000, 2);

  // loop() dials by itself after a fixed interval; here it may do so exactly once, now.
  webSocket.setReconnectInterval(0);
  webSocket.loop();
  webSocket.setReconnectInterval(NEVER);
  waitBeforeNextAttempt();
}

// The WebSocket is open: CONNECT, wait for CONNACK, say online, subscribe.
void signIn() {
  if (!mqtt->connect(clientId, BROKER_USER, BROKER_PASSWORD)) {
    if (mqtt->getLastError() == LWMQTT_CONNECTION_DENIED) {
      Serial.println("The broker refused us: check the user name, password and client identifier.");
    } else {
      Serial.printf("The broker did not accept the connection (lwmqtt error %d).\n",
                    mqtt->getLastError());
    }
    return;  // dial() has already set the time of the next attempt
  }
  online = true;
  backoffMs = BACKOFF_MIN_MS;
  Serial.printf("%s connected\n", clientId.c_str());
  mqtt->publish(statusTopic, "online", true, 1);
  mqtt->subscribe(setTopic, 1, onSet);
}

void publishReading() {
  const String value(analogRead(A0));
  if (mqtt->publish(readingTopic, value)) {
    Serial.printf("%s published %s\n", clientId.c_str(), value.c_str());
  }
}

void setup() {
  Serial.begin(115200);
  Serial.println();
  pinMode(LED_BUILTIN, OUTPUT);
  digitalWrite(LED_BUILTIN, HIGH);

  clientId = "nodemcu-" + String(ESP.getChipId(), HEX);
  const String base = String(TOPIC_PREFIX) + "/" + clientId;
  readingTopic = base + "/a0";
  statusTopic = base + "/status";
  setTopic = base + "/set";

  WiFi.mode(WIFI_STA);
  WiFi.begin(WIFI_SSID, WIFI_PASSWORD);  // from here on the core reconnects the Wi-Fi by itself
  Serial.printf("%s waiting for Wi-Fi \"%s\"\n", clientId.c_str(), WIFI_SSID);
}

void loop() {
  if ((WiFi.status() == WL_CONNECTED) != wifiUp) {
    wifiUp = !wifiUp;
    Serial.printf("Wi-Fi %s %s\n", wifiUp ? "up, address" : "lost",
                  wifiUp ? WiFi.localIP().toString().c_str() : "");
  }

  if (mqtt && mqtt->isConnected()) {
    mqtt->update();
    if (millis() - lastReading >= READING_INTERVAL_MS) {
      lastReading = millis();
      publishReading();
    }
    return;
  }

  if (online) {
    online = false;
    Serial.printf("%s lost the broker\n", clientId.c_str());
    webSocket.disconnect();
    waitBeforeNextAttempt();
  }
  if (!wifiUp) {
    delay(50);
    return;
  }
  webSocket.loop();  // takes the answer to the handshake; never dials, see dial()
  if (webSocket.isConnected()) {
    signIn();
  } else if (millis() - waitStarted >= waitMs) {
    dial();
  }
  delay(10);
}
