/** The task: its commands' common form, its aggregate, and who may do what. */
@NullMarked
package io.taskledger.command.task;

import org.jspecify.annotations.NullMarked;
