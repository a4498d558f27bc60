/** A generation of the dashboards in Redis: how it is made, read, written to and compared. */
@NullMarked
package io.taskledger.projection.dashboard.redis;

import org.jspecify.annotations.NullMarked;
