/** The live stream: every change of a task, sent to those who may see it as soon as it is shown. */
@NullMarked
package io.taskledger.query.stream;

import org.jspecify.annotations.NullMarked;
