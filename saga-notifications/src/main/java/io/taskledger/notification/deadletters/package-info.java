/** What the consumers of this service could not handle, for the service that operators ask. */
@NullMarked
package io.taskledger.notification.deadletters;

import org.jspecify.annotations.NullMarked;
