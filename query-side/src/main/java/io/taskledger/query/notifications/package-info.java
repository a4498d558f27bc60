/** What was sent to a person, and by which channel. */
@NullMarked
package io.taskledger.query.notifications;

import org.jspecify.annotations.NullMarked;
