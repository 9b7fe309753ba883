/** Starting the WAR on Payara Micro: for a newcomer, for the tests and for the bench. */
package dev.rialto.launch;
