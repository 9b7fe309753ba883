/** The live page in a real Chromium, and its modules in Node. */
package dev.rialto.it.browser;
