/** Quick add over HTTP. */
@NullMarked
package io.taskledger.assistant.quickadd;

import org.jspecify.annotations.NullMarked;
