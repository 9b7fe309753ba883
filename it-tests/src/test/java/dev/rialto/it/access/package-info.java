/** Who gets in by what, on a real server. */
package dev.rialto.it.access;
