/** Numbers only: what health, logs and metrics read. */
package dev.rialto.observe;
