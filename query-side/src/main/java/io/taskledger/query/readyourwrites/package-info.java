/** Waiting until a view includes what the client has just written. */
@NullMarked
package io.taskledger.query.readyourwrites;

import org.jspecify.annotations.NullMarked;
