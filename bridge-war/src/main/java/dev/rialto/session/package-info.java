/** The protocol rules for one client's state, and the registry of all clients. */
package dev.rialto.session;
