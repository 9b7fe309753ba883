/** What is open in a configuration, found without a server. */
package dev.rialto.check;
