/** What the tests of the ordered source share. */
@NullMarked
package io.taskledger.events.ordered.testing;

import org.jspecify.annotations.NullMarked;
