/** Chat: what people say of their tasks, as queries and commands of the same API. */
@NullMarked
package io.taskledger.assistant.chat;

import org.jspecify.annotations.NullMarked;
