/** The published language of Taskledger: what every service may know of every other. */
@NullMarked
package io.taskledger.events;

import org.jspecify.annotations.NullMarked;
