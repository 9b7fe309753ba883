/** Every setting with its type, default and bounds, and how settings are read. */
package dev.rialto.config;
