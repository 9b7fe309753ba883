/** What an operator can see and do with the tools of the JVM. */
package dev.rialto.edge.manage;
