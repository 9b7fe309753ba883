/** What was published lately on each topic, for those who come late or come back. */
package dev.rialto.history;
