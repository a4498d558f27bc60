/** What the tests of the ordered source share. */
@NullMarked
package io.taskledger.messaging.inbox.testing;

import org.jspecify.annotations.NullMarked;
