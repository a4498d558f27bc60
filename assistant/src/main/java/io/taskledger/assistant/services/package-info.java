/** The services that the assistant asks, with the caller's own token. */
@NullMarked
package io.taskledger.assistant.services;

import org.jspecify.annotations.NullMarked;
