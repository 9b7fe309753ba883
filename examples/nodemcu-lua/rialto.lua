-- MQTT 3.1.1 over the NodeMCU firmware's websocket module, whose mqtt module knows only TCP.
-- What a sensor needs: publish and subscribe at QoS 0, a will, keep alive, reconnecting.
-- Runs on the firmware's Lua 5.1 and 5.3. Numbers of sections are those of the MQTT specification.

local rialto = {}

local KEEP_ALIVE_S = 45 -- many proxies cut a connection that is silent for 60 s
local TICK_MS = 250
local ASK_MS = 30000 -- PINGREQ after so long without sending or without receiving
local GIVE_UP_MS = 50000 -- without receiving anything
local ANSWER_MS = 10000 -- for the WebSocket, CONNACK and SUBACK together
local BACKOFF_MIN_MS = 1000
local BACKOFF_MAX_MS = 60000
local LARGEST_PACKET = 2048 -- received; the heap of the chip is about 40 kB
local LARGEST_OUTBOX = 1024

local BINARY = 2
local REFUSALS = {
  "the broker does not speak MQTT 3.1.1", "the client identifier is not allowed",
  "the broker is not available", "the user name or password is wrong", "not authorised",
}

---------- The packets that are sent ----------

local function two_bytes(n)
  return string.char((n - n % 256) / 256, n % 256)
end

local function text(s)
  return two_bytes(#s) .. s
end

local function packet(header, body)
  local length, n = "", #body
  repeat -- seven bits a byte, the low ones first: section 2.2.3
    local low = n % 128
    n = (n - low) / 128
    length = length .. string.char(n > 0 and low + 128 or low)
  until n == 0
  return string.char(header) .. length .. body
end

-- Section 3.1. The will is "offline", retained, at QoS 1.
function rialto.connect_packet(id, status_topic, user, password)
  local flags = 0x02 + 0x04 + 0x08 + 0x20 -- clean session; a will; its QoS; its retain
  local payload = text(id) .. text(status_topic) .. text("offline")
  if user then
    flags = flags + 0x80
    payload = payload .. text(user)
    if password then
      flags = flags + 0x40
      payload = payload .. text(password)
    end
  end
  return packet(0x10, text("MQTT") .. string.char(4, flags) .. two_bytes(KEEP_ALIVE_S) .. payload)
end

-- Section 3.3, at QoS 0.
function rialto.publish_packet(topic, payload, retain)
  return packet(retain and 0x31 or 0x30, text(topic) .. payload)
end

-- Section 3.8; at most QoS 0 is asked for.
function rialto.subscribe_packet(filter)
  return packet(0x82, two_bytes(1) .. text(filter) .. string.char(0))
end

rialto.PINGREQ = string.char(0xC0, 0)

---------- The packets that are received ----------

-- The first packet in `bytes`: its first byte, its body, and the bytes after it.
-- Returns nil if it is not complete yet; raises an error if it can never be.
function rialto.first_packet(bytes)
  local length, factor, i = 0, 1, 2
  while true do
    local b = bytes:byte(i)
    if not b then return nil end
    length = length + b % 128 * factor
    if length > LARGEST_PACKET then error("a packet of over " .. LARGEST_PACKET .. " bytes", 0) end
    if b < 128 then break end
    if i == 5 then error("a remaining length of over four bytes", 0) end
    factor, i = factor * 128, i + 1
  end
  if #bytes < i + length then return nil end
  return bytes:byte(1), bytes:sub(i + 1, i + length), bytes:sub(i + length + 1)
end

---------- The device ----------

local Device = {}
Device.__index = Device

-- config: url, id, prefix; optional user, password, on_message(topic, payload), log(text).
-- Publishes online and offline, retained, to {prefix}/{id}/status; subscribes to {prefix}/{id}/set.
function rialto.new(config)
  local base = config.prefix .. "/" .. config.id
  return setmetatable({
    config = config, base = base, status_topic = base .. "/status", set_topic = base .. "/set",
    log = config.log or print, online = false, running = false, backoff = BACKOFF_MIN_MS,
  }, Device)
end

-- Connects, and reconnects until stop() is called. Call it when the Wi-Fi is up.
function Device:start()
  if self.running then return end
  self.running = true
  self.retry = tmr.create()
  self.ticker = tmr.create()
  self.ticker:alarm(TICK_MS, tmr.ALARM_AUTO, function() self:tick() end)
  self:open()
end

function Device:stop()
  if not self.running then return end
  self.running = false
  self.ticker:unregister()
  self.retry:unregister()
  self:drop() -- without DISCONNECT, so that the broker publishes the will: offline
end

-- Publishes a reading to {prefix}/{id}/{name}; false if it could not be taken.
function Device:publish(name, payload, retain)
  if not self.online then return false end
  return self:send(rialto.publish_packet(self.base .. "/" .. name, tostring(payload), retain))
end

function Device:open()
  local ws = websocket.createClient()
  self.ws, self.opened, self.online = ws, false, false
  self.inbox, self.outbox, self.asked = "", "", false
  self.since_sent, self.since_heard, self.waited = 0, 0, 0
  -- Without this the module asks for the subprotocol "chat".
  ws:config({ headers = { ["Sec-WebSocket-Protocol"] = "mqtt" } })
  ws:on("connection", function()
    if ws ~= self.ws then return end
    self.opened = true
    local c = self.config
    self:send(rialto.connect_packet(c.id, self.status_topic, c.user, c.password))
  end)
  ws:on("receive", function(_, data)
    if ws == self.ws then self:receive(data) end
  end)
  ws:on("close", function(_, status)
    if ws == self.ws then self:lost("closed, status " .. tostring(status)) end
  end)
  ws:connect(self.config.url)
end

-- The firmware drops what is sent before TCP has acknowledged the message before it, and has no
-- event for that. So packets wait here, and each tick sends them as one WebSocket message.
function Device:send(bytes)
  if #self.outbox + #bytes > LARGEST_OUTBOX then return false end
  self.outbox = self.outbox .. bytes
  return true
end

function Device:tick()
  local ws = self.ws
  if not ws then return end
  self.since_sent = self.since_sent + TICK_MS
  self.since_heard = self.since_heard + TICK_MS
  if not self.subscribed then
    self.waited = self.waited + TICK_MS
    if self.waited >= ANSWER_MS then return self:lost("no answer") end
  end
  if self.since_heard >= GIVE_UP_MS then return self:lost("no answer to PINGREQ") end
  if self.online and not self.asked and math.max(self.since_sent, self.since_heard) >= ASK_MS then
    self.asked = self:send(rialto.PINGREQ)
  end
  if self.opened and self.outbox ~= "" then
    local message = self.outbox
    self.outbox, self.since_sent = "", 0
    -- send() raises an error if the connection is closing, and an error would restart the chip.
    if not pcall(ws.send, ws, message, BINARY) then self:lost("could not send") end
  end
end

function Device:receive(data)
  self.since_heard, self.asked = 0, false
  self.inbox = self.inbox .. data
  local ws = self.ws
  while ws == self.ws do
    local ok, header, body, rest = pcall(rialto.first_packet, self.inbox)
    if not ok then return self:lost(header) end
    if not header then return end
    self.inbox = rest
    self:handle(header, body)
  end
end

function Device:handle(header, body)
  local kind = (header - header % 16) / 16
  if kind == 2 then -- CONNACK
    local code = body:byte(2)
    if code ~= 0 then return self:lost(REFUSALS[code] or "refused with code " .. tostring(code)) end
    self.online = true
    self.log(self.config.id .. " connected")
    self:send(rialto.subscribe_packet(self.set_topic))
    self:publish("status", "online", true)
  elseif kind == 9 then -- SUBACK
    self.subscribed = true
    self.backoff = BACKOFF_MIN_MS
    if body:byte(3) == 0x80 then self.log("may not subscribe to " .. self.set_topic) end
  elseif kind == 3 and #body >= 2 then -- PUBLISH
    local length = body:byte(1) * 256 + body:byte(2)
    local callback = self.config.on_message
    if callback then callback(body:sub(3, 2 + length), body:sub(3 + length)) end
  end
end

function Device:lost(reason)
  local delay = self.backoff / 2
  delay = delay + node.random(delay) -- half of it random, or many boards would return at once
  self.backoff = math.min(self.backoff * 2, BACKOFF_MAX_MS)
  local what = self.online and "lost the connection" or "could not connect"
  self.log(string.format("%s %s: %s; next attempt in %d ms", self.config.id, what, reason, delay))
  self:drop()
  -- By a timer, as the module does not allow to connect again from its close event.
  self.retry:alarm(delay, tmr.ALARM_SINGLE, function() self:open() end)
end

function Device:drop()
  local ws = self.ws
  self.ws, self.online, self.opened, self.subscribed = nil, false, false, false
  if ws then ws:close() end
end

return rialto
