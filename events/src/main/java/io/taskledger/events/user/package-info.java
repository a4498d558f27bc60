/** What can happen to a user. */
@NullMarked
package io.taskledger.events.user;

import org.jspecify.annotations.NullMarked;
