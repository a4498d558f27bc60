/** Hands notifications to the outside world, each once, and keeps what became of them. */
@NullMarked
package io.taskledger.notification.delivery;

import org.jspecify.annotations.NullMarked;
