/** What a user wants to get and how things shall look; state, not events (ADR 21). */
@NullMarked
package io.taskledger.command.preferences;

import org.jspecify.annotations.NullMarked;
