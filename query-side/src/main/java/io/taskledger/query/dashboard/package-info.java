/** A person's numbers at a glance, out of Redis. */
@NullMarked
package io.taskledger.query.dashboard;

import org.jspecify.annotations.NullMarked;
