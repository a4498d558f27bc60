/** Knows the addresses of those who can be notified. */
@NullMarked
package io.taskledger.notification.recipient;

import org.jspecify.annotations.NullMarked;
