/** Parts of the system as processes of their own. */
@NullMarked
package io.taskledger.local.part;

import org.jspecify.annotations.NullMarked;
