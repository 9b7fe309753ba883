/** The WAR on a real Payara Micro. */
package dev.rialto.it;
