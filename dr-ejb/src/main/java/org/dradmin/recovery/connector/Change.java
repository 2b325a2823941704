package org.dradmin.recovery.connector;

/**
 * One message that a switch sends, for a person to read before it is sent.
 *
 * @param to where it goes: a server's name or address
 * @param text what is sent, as it is sent (an update's sections, a command line, SQL, a request); no secrets
 * @param domains how many domains of the batch it moves
 */
public record Change(String to, String text, int domains) {
}
