/** The real servers that Taskledger needs, started and stopped from one JVM. */
@NullMarked
package io.taskledger.devservers;

import org.jspecify.annotations.NullMarked;
