package dev.rialto.session;

import dev.rialto.access.Access;
import dev.rialto.access.AuthenticationMethod;
import dev.rialto.access.ConnectionLimits;
import dev.rialto.observe.Counters;
import dev.rialto.route.Router;
import dev.rialto.store.Store;
import dev.rialto.time.Scheduler;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What all conversations of one broker share.
 *
 * @param methods of enhanced authentication, by name
 * @param clientIds makes an identifier for a client that brings none
 */
record Engine(
    Limits limits,
    Scheduler scheduler,
    Counters counters,
    Store store,
    Router router,
    Access access,
    ConnectionLimits connections,
    Map<String, AuthenticationMethod> methods,
    Supplier<String> clientIds,
    Sessions sessions,
    Presence presence) {}
