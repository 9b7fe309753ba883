/** JSON messages as the protocol of {@code /json} has them: read strictly, written once. */
package dev.rialto.edge.json;
