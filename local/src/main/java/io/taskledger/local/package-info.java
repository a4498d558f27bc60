/** Everything on one machine: real servers and the five services in one JVM. */
@NullMarked
package io.taskledger.local;

import org.jspecify.annotations.NullMarked;
