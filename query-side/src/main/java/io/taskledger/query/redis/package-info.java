/** The way to Redis, where its views lie, and what is said while it is away. */
@NullMarked
package io.taskledger.query.redis;

import org.jspecify.annotations.NullMarked;
