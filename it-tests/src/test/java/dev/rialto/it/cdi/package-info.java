/** An application that is deployed with the broker. */
package dev.rialto.it.cdi;
