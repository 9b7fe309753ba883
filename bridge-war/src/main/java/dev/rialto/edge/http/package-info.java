/** Health for those who operate the server. */
package dev.rialto.edge.http;
