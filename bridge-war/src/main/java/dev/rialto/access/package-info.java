/** Who may connect from where, and who may use which topic. */
package dev.rialto.access;
