/** Parts of the system as processes of their own. */
@NullMarked
package io.taskledger.local.process;

import org.jspecify.annotations.NullMarked;
