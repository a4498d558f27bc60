/** The commands in {@code local/}: everything on one machine is started, looked at and ended. */
@NullMarked
package io.taskledger.local;

import org.jspecify.annotations.NullMarked;
