/** What the tests of the inbox share. */
@NullMarked
package io.taskledger.messaging.inbox.testing;

import org.jspecify.annotations.NullMarked;
