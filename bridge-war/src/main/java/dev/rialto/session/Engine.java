package dev.rialto.session;

import dev.rialto.access.Acl;
import dev.rialto.observe.Counters;
import dev.rialto.route.Router;
import dev.rialto.store.Store;
import dev.rialto.time.Scheduler;
import java.util.function.Supplier;

/**
 * What all conversations of one broker share.
 *
 * @param clientIds makes an identifier for a client that brings none
 */
record Engine(
    Limits limits,
    Scheduler scheduler,
    Counters counters,
    Store store,
    Router router,
    Acl acl,
    Supplier<String> clientIds,
    Sessions sessions) {}
