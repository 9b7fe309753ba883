/** JSON Web Tokens: the keys that they are signed with, and what they say. */
package dev.rialto.edge.token;
