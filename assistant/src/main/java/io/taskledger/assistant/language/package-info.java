/** The language of quick add: what a line says of a task. It computes, and asks nobody. */
@NullMarked
package io.taskledger.assistant.language;

import org.jspecify.annotations.NullMarked;
