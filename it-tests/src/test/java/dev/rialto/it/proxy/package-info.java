/**
 * What stands between clients and the server: reverse proxies, forward proxies, the container's
 * limits.
 */
package dev.rialto.it.proxy;
