-- A NodeMCU that publishes its A0 reading each second to Rialto: MQTT over WebSocket.
--
--   {prefix}/{id}/a0      the reading, 0 to 1024        published each second
--   {prefix}/{id}/status  online or offline, retained   offline is the will
--   {prefix}/{id}/set     on or off                     subscribed; switches the built-in LED
--
-- Upload this file and rialto.lua. Firmware and modules: see README.md.

---------- Change these ----------

local WIFI = { ssid = "your-wifi", pwd = "your-wifi-password" }
local URL = "ws://192.168.43.67:8080/mqtt" -- the computer that runs Rialto, not "localhost"
local USER, PASSWORD = nil, nil
local PREFIX = "rialto/demo"
local INTERVAL_MS = 1000

---------- No need to change these ----------

local LED = 4 -- D4, GPIO 2: the LED of the board, lit by LOW

local function main()
  local rialto = require("rialto")
  gpio.mode(LED, gpio.OUTPUT)
  gpio.write(LED, gpio.HIGH)

  local device
  device = rialto.new({
    url = URL, prefix = PREFIX, user = USER, password = PASSWORD,
    id = string.format("nodemcu-%06x", node.chipid()),
    on_message = function(topic, payload)
      print("Received on " .. topic .. ": " .. payload)
      if payload == "on" then gpio.write(LED, gpio.LOW) end
      if payload == "off" then gpio.write(LED, gpio.HIGH) end
    end,
  })

  tmr.create():alarm(INTERVAL_MS, tmr.ALARM_AUTO, function()
    local value = adc.read(0)
    if device:publish("a0", value) then print(device.config.id .. " published " .. value) end
  end)

  wifi.eventmon.register(wifi.eventmon.STA_GOT_IP, function(event)
    print("Wi-Fi up, address " .. event.IP)
    device:start()
  end)
  wifi.eventmon.register(wifi.eventmon.STA_DISCONNECTED, function()
    device:stop() -- the firmware looks for the Wi-Fi by itself
  end)
  wifi.setmode(wifi.STATION)
  wifi.sta.config(WIFI)
end

-- Three seconds in which a mistake in here can still be deleted over the serial line.
print("Starting in 3 s; file.remove('init.lua') stops it for good")
tmr.create():alarm(3000, tmr.ALARM_SINGLE, main)
