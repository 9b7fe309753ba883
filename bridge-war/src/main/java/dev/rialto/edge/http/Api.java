package dev.rialto.edge.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the resources for HTTP clients are. */
@ApplicationPath("api")
public class Api extends Application {}
