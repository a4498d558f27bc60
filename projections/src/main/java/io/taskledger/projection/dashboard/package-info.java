/** Each user's numbers, kept in Redis and mended when Redis lost something. */
@NullMarked
package io.taskledger.projection.dashboard;

import org.jspecify.annotations.NullMarked;
