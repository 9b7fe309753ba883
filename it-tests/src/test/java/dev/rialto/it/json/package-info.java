/** Clients that speak JSON over a WebSocket. */
package dev.rialto.it.json;
