/** Devices that know nothing but values. */
package dev.rialto.it.text;
