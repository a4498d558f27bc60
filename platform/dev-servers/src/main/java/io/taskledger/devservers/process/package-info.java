/** What the servers need of the operating system: programs, processes and locks. */
@NullMarked
package io.taskledger.devservers.process;

import org.jspecify.annotations.NullMarked;
