/** What could not be handled, here and by saga-notifications, shown, retried and discarded. */
@NullMarked
package io.taskledger.projection.deadletters;

import org.jspecify.annotations.NullMarked;
