/** From a topic name to the subscribers that want it; retained messages. */
package dev.rialto.route;
