/** What can happen to a notification. */
@NullMarked
package io.taskledger.events.notification;

import org.jspecify.annotations.NullMarked;
