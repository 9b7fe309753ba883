/** Topics for those who only know HTTP. */
package dev.rialto.it.http;
