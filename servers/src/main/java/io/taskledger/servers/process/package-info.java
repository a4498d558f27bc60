/** What the servers need of the operating system: programs, processes and locks. */
@NullMarked
package io.taskledger.servers.process;

import org.jspecify.annotations.NullMarked;
