-- Runs init.lua and rialto.lua against a simulated firmware:
--   cd examples/nodemcu-lua && lua5.1 test/rialto_test.lua     (lua5.3 as well)

---------- The simulated firmware: time, timers, Wi-Fi, pins, websocket ----------

local now, timers, sockets, printed, wifi_events, pins = 0, {}, {}, {}, {}, {}
local real_print = print
function print(...) printed[#printed + 1] = table.concat({ ... }, " ") end

tmr = { ALARM_SINGLE = 0, ALARM_AUTO = 1 }
function tmr.create()
  local t = {}
  function t:alarm(ms, mode, fn)
    assert(ms >= 1 and ms % 1 == 0, "a timer needs whole milliseconds")
    self.ms, self.mode, self.fn, self.due = ms, mode, fn, now + ms
    timers[self] = true
  end
  function t:unregister() timers[self] = nil end
  return t
end

local function pass(ms)
  local stop = now + ms
  while true do
    local first
    for t in pairs(timers) do
      if t.due <= stop and (not first or t.due < first.due) then first = t end
    end
    if not first then break end
    now = first.due
    if first.mode == tmr.ALARM_SINGLE then timers[first] = nil else first.due = now + first.ms end
    first.fn()
  end
  now = stop
end

node = { chipid = function() return 0xABCDE end, random = function(n) return n end }
adc = { read = function(channel) assert(channel == 0) return 461 end }
gpio = { OUTPUT = 1, LOW = 0, HIGH = 1, mode = function() end, write = function(p, v) pins[p] = v end }
wifi = {
  STATION = 1, setmode = function() end, sta = { config = function(c) assert(c.ssid and c.pwd) end },
  eventmon = {
    STA_GOT_IP = 1, STA_DISCONNECTED = 2, register = function(e, fn) wifi_events[e] = fn end,
  },
}

-- Like the real one: errors when sending while not connected, and a second message before the
-- first was acknowledged (here: within 200 ms) is lost.
websocket = {}
function websocket.createClient()
  local ws = { sent = {}, on_ = {}, state = "new" }
  function ws:config(c) self.headers = c.headers end
  function ws:on(event, fn) self.on_[event] = fn end
  function ws:connect(url)
    assert(self.state == "new" and not self.in_close)
    self.url, self.state = url, "connecting"
  end
  function ws:send(message, opcode)
    if self.state ~= "open" then error("Websocket isn't connected.") end
    assert(not self.last or now - self.last >= 200, "sent before the last was acknowledged")
    assert(opcode == 2, "MQTT needs binary messages")
    self.last = now
    self.sent[#self.sent + 1] = message
  end
  function ws:close() if self.state ~= "new" then self.state = "closed" end end
  function ws:open() self.state = "open" self.on_.connection(self) end
  function ws:deliver(bytes) self.on_.receive(self, bytes, 2) end
  function ws:fail(status) self.state = "closed" self.on_.close(self, status) end
  sockets[#sockets + 1] = ws
  return ws
end

---------- Small helpers ----------

local function hex(s)
  return (s:gsub(".", function(c) return string.format("%02x", c:byte()) end))
end

local function bytes(h)
  return (h:gsub("%s", ""):gsub("%x%x", function(x) return string.char(tonumber(x, 16)) end))
end

local function equal(got, want, what)
  if got ~= want then
    error((what or "") .. "\n  want " .. tostring(want) .. "\n  got  " .. tostring(got), 2)
  end
end

local function hexes(want) return (want:gsub("%s", "")) end

local tests = 0
local function test(name, fn)
  local ok, failure = pcall(fn)
  tests = tests + 1
  if not ok then
    real_print("FAILED: " .. name .. "\n" .. failure)
    os.exit(1)
  end
end

local CONNACK, SUBACK = bytes("20 02 00 00"), bytes("90 03 00 01 00")
local rialto = dofile("rialto.lua")

local messages
local function device(extra)
  messages, printed, timers, sockets = {}, {}, {}, {}
  local config = { url = "ws://broker:8080/mqtt", id = "n1", prefix = "p" }
  for k, v in pairs(extra or {}) do config[k] = v end
  config.on_message = function(t, p) messages[#messages + 1] = t .. "=" .. p end
  return rialto.new(config)
end

local function connected()
  local d = device()
  d:start()
  sockets[1]:open()
  pass(250)
  sockets[1]:deliver(CONNACK)
  pass(250)
  sockets[1]:deliver(SUBACK)
  return d, sockets[1]
end

---------- Packets ----------

test("CONNECT has a clean session, a retained will at QoS 1 and 45 s of keep alive", function()
  equal(hex(rialto.connect_packet("n1", "p/n1/status")), hexes[[
    10 24  00 04 4d 51 54 54  04  2e  00 2d
    00 02 6e 31  00 0b 70 2f 6e 31 2f 73 74 61 74 75 73  00 07 6f 66 66 6c 69 6e 65]])
end)

test("CONNECT carries user name and password", function()
  equal(hex(rialto.connect_packet("n1", "s", "u", "pw")), hexes[[
    10 21  00 04 4d 51 54 54  04  ee  00 2d
    00 02 6e 31  00 01 73  00 07 6f 66 66 6c 69 6e 65  00 01 75  00 02 70 77]])
end)

test("PUBLISH, retained and not", function()
  equal(hex(rialto.publish_packet("a/b", "461")), "3008" .. "0003612f62" .. "343631")
  equal(hex(rialto.publish_packet("a/b", "", true)), "3105" .. "0003612f62")
end)

test("a remaining length takes as many bytes as it needs", function()
  for length, want in pairs({ [0] = "00", [127] = "7f", [128] = "8001", [16383] = "ff7f",
    [16384] = "808001" }) do
    if length >= 2 then
      local p = rialto.publish_packet("", ("x"):rep(length - 2))
      equal(hex(p:sub(2, 1 + #want / 2)), want)
      equal(#p, 1 + #want / 2 + length)
    end
  end
end)

test("SUBSCRIBE and PINGREQ", function()
  equal(hex(rialto.subscribe_packet("a/b")), "8208" .. "0001" .. "0003612f62" .. "00")
  equal(hex(rialto.PINGREQ), "c000")
end)

---------- Connecting ----------

test("it asks for the subprotocol mqtt, signs in, then subscribes and says online at once", function()
  local d = device()
  d:start()
  local ws = sockets[1]
  equal(ws.url, "ws://broker:8080/mqtt")
  equal(ws.headers["Sec-WebSocket-Protocol"], "mqtt")
  equal(#ws.sent, 0, "nothing before the WebSocket is open")
  ws:open()
  pass(250)
  equal(hex(ws.sent[1]), hex(rialto.connect_packet("n1", "p/n1/status")))
  equal(d:publish("a0", 1), false, "no reading before CONNACK")
  ws:deliver(CONNACK)
  pass(250)
  equal(hex(ws.sent[2]),
    hex(rialto.subscribe_packet("p/n1/set") .. rialto.publish_packet("p/n1/status", "online", true)))
  ws:deliver(SUBACK)
  equal(d:publish("a0", 461), true)
  pass(250)
  equal(hex(ws.sent[3]), hex(rialto.publish_packet("p/n1/a0", "461")))
  equal(#ws.sent, 3)
end)

test("readings of one tick leave in one message, and a full outbox takes no more", function()
  local d, ws = connected()
  local before = #ws.sent
  equal(d:publish("a0", 1), true)
  equal(d:publish("a0", 2), true)
  equal(d:publish("a0", ("x"):rep(1024)), false)
  pass(250)
  equal(#ws.sent, before + 1)
  equal(ws.sent[#ws.sent],
    rialto.publish_packet("p/n1/a0", "1") .. rialto.publish_packet("p/n1/a0", "2"))
end)

test("a refusal is said in words", function()
  for code, words in pairs({ [2] = "identifier", [4] = "password", [5] = "authorised",
    [9] = "code 9" }) do
    local d = device()
    d:start()
    sockets[1]:open()
    sockets[1]:deliver(string.char(0x20, 2, 0, code))
    assert(printed[1]:find(words, 1, true), printed[1])
    equal(sockets[1].state, "closed")
    equal(d.online, false)
  end
end)

---------- Receiving ----------

local STREAM = CONNACK .. SUBACK .. bytes("d0 00") .. rialto.publish_packet("p/n1/set", "on")
  .. rialto.publish_packet("p/n1/set", ("y"):rep(300)) .. rialto.publish_packet("p/n1/set", "", true)
local EXPECTED = "p/n1/set=on|p/n1/set=" .. ("y"):rep(300) .. "|p/n1/set="

test("received bytes may be split at every byte", function()
  for cut = 0, #STREAM do
    local d = device()
    d:start()
    sockets[1]:open()
    sockets[1]:deliver(STREAM:sub(1, cut))
    sockets[1]:deliver(STREAM:sub(cut + 1))
    equal(table.concat(messages, "|"), EXPECTED, "cut at " .. cut)
    equal(d.inbox, "")
  end
end)

test("received bytes may come one by one, or all at once", function()
  for _, step in ipairs({ 1, 2, 3, 7, #STREAM }) do
    local d = device()
    d:start()
    sockets[1]:open()
    for i = 1, #STREAM, step do sockets[1]:deliver(STREAM:sub(i, i + step - 1)) end
    equal(table.concat(messages, "|"), EXPECTED, "step " .. step)
    assert(d.online and d.subscribed)
  end
end)

test("a packet that is too large, or whose length is malformed, ends the connection", function()
  for _, bad in ipairs({ bytes("30 ff ff 7f"), bytes("30 80 80 80 80 00") }) do
    local d, ws = connected()
    ws:deliver(bad)
    equal(d.online, false)
    equal(ws.state, "closed")
  end
end)

---------- Keep alive ----------

test("a silent connection is asked after 30 s and given up after 50 s", function()
  local d, ws = connected()
  local before = #ws.sent
  pass(29000)
  equal(#ws.sent, before)
  pass(2000)
  equal(hex(ws.sent[#ws.sent]), "c000")
  ws:deliver(bytes("d0 00"))
  pass(31000)
  equal(d.online, true)
  equal(#ws.sent, before + 2, "one PINGREQ in each 30 s")
  pass(25000)
  equal(d.online, false)
  assert(printed[#printed]:find("PINGREQ"), printed[#printed])
end)

test("a device that publishes but hears nothing asks as well, once", function()
  local d, ws = connected()
  local pings = 0
  for _ = 1, 40 do
    d:publish("a0", 1)
    pass(1000)
  end
  for _, m in ipairs(ws.sent) do
    if m:find(rialto.PINGREQ, 1, true) then pings = pings + 1 end
  end
  equal(pings, 1)
  for _ = 1, 15 do
    d:publish("a0", 1)
    pass(1000)
  end
  equal(d.online, false)
end)

test("no CONNACK or no SUBACK within 10 s ends the connection", function()
  for _, answers in ipairs({ "", CONNACK }) do
    device():start()
    sockets[1]:open()
    pass(250)
    if answers ~= "" then sockets[1]:deliver(answers) end
    pass(9000)
    equal(sockets[1].state, "open")
    pass(1000)
    equal(sockets[1].state, "closed")
  end
end)

---------- Reconnecting ----------

test("the delay doubles from 1 s to 60 s, and a connection that works resets it", function()
  local d = device()
  d:start()
  for i, delay in ipairs({ 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000 }) do
    sockets[i]:fail(-18)
    pass(delay - 1)
    equal(#sockets, i, "too early, attempt " .. i)
    pass(1)
    equal(#sockets, i + 1, "attempt " .. i)
  end
  local ws = sockets[#sockets]
  ws:open()
  pass(250)
  ws:deliver(CONNACK .. SUBACK)
  pass(250)
  ws:fail(-6)
  local n = #sockets
  pass(1000)
  equal(#sockets, n + 1)
end)

test("half of the delay is random", function()
  local all = node.random
  node.random = function() return 1 end
  device():start()
  sockets[1]:fail(-5)
  pass(501)
  equal(#sockets, 2)
  node.random = all
end)

test("half a packet of the old connection does not reach the new one", function()
  local d, ws = connected()
  ws:deliver(bytes("30 05 00"))
  ws:fail(-99)
  pass(1000)
  sockets[2]:open()
  pass(250)
  ws:deliver(bytes("01 61 62 63"))
  sockets[2]:deliver(CONNACK)
  equal(d.online, true)
end)

test("a connection that closes while a message is sent is no error", function()
  local d, ws = connected()
  d:publish("a0", 1)
  ws.state = "closing"
  pass(250)
  equal(d.online, false)
end)

test("stop closes and connects no more; start begins again", function()
  local d, ws = connected()
  d:stop()
  equal(ws.state, "closed")
  pass(100000)
  equal(#sockets, 1)
  d:start()
  equal(#sockets, 2)
end)

---------- init.lua ----------

test("init.lua waits for the Wi-Fi, publishes A0 each second and switches the LED", function()
  printed, timers, sockets = {}, {}, {}
  package.path = "./?.lua;" .. package.path
  dofile("init.lua")
  equal(wifi_events[wifi.eventmon.STA_GOT_IP], nil, "nothing in the first 3 s")
  pass(3000)
  equal(#sockets, 0)
  wifi_events[wifi.eventmon.STA_GOT_IP]({ IP = "192.168.43.123" })
  local ws = sockets[1]
  ws:open()
  pass(500)
  equal(ws.sent[1],
    rialto.connect_packet("nodemcu-0abcde", "rialto/demo/nodemcu-0abcde/status"))
  ws:deliver(CONNACK)
  pass(300)
  ws:deliver(SUBACK)
  pass(3000)
  local readings = 0
  for _, m in ipairs(ws.sent) do
    if m == rialto.publish_packet("rialto/demo/nodemcu-0abcde/a0", "461") then
      readings = readings + 1
    end
  end
  equal(readings, 3)
  equal(pins[4], gpio.HIGH)
  ws:deliver(rialto.publish_packet("rialto/demo/nodemcu-0abcde/set", "on"))
  equal(pins[4], gpio.LOW)
  ws:deliver(rialto.publish_packet("rialto/demo/nodemcu-0abcde/set", "off"))
  equal(pins[4], gpio.HIGH)
  wifi_events[wifi.eventmon.STA_DISCONNECTED]({})
  pass(5000)
  equal(#sockets, 1)
end)

real_print(tests .. " tests passed on " .. _VERSION)
