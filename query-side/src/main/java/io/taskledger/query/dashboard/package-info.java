/** A person's numbers at a glance: of now out of Redis, of then counted over the versions. */
@NullMarked
package io.taskledger.query.dashboard;

import org.jspecify.annotations.NullMarked;
