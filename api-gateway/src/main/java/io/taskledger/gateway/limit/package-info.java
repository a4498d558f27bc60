/** How many requests one client may send. */
@NullMarked
package io.taskledger.gateway.limit;

import org.jspecify.annotations.NullMarked;
