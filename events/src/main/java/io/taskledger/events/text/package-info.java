/** How texts that people write are kept and compared. */
@NullMarked
package io.taskledger.events.text;

import org.jspecify.annotations.NullMarked;
