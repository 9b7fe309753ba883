// aedes with MQTT over WebSockets on loopback, in memory. Takes the port.
import { createServer } from 'node:http'
import { Aedes } from 'aedes'
import { createWebSocketStream, WebSocketServer } from 'ws'

const broker = await Aedes.createBroker({
  concurrency: 10_000, // messages being delivered at a time: 100 by default, too few for 100 publishers
  drainTimeout: 0
})
const server = createServer()
new WebSocketServer({ server, path: '/mqtt', perMessageDeflate: false }).on(
  'connection',
  (socket, request) => broker.handle(createWebSocketStream(socket), request)
)
server.listen({ port: Number(process.argv[2]), host: '127.0.0.1', backlog: 1024 })
