/** Topic names and topic filters: what MQTT allows, and their levels. */
package dev.rialto.topic;
