/** What the system on this machine is told, and what it keeps beside its data. */
@NullMarked
package io.taskledger.local.settings;

import org.jspecify.annotations.NullMarked;
