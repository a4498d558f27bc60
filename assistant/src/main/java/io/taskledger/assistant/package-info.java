/** The assistant: quick add, and the language behind it. */
@NullMarked
package io.taskledger.assistant;

import org.jspecify.annotations.NullMarked;
