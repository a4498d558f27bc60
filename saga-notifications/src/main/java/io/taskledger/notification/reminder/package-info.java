/** Decides who is reminded of which task, and when. */
@NullMarked
package io.taskledger.notification.reminder;

import org.jspecify.annotations.NullMarked;
