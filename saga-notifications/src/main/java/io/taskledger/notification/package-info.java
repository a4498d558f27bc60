/** Reminders of tasks that fall due, and the notifications that leave the house. */
@NullMarked
package io.taskledger.notification;

import org.jspecify.annotations.NullMarked;
