/** What the HTTP services share: problem documents, verified tokens, correlation. */
@NullMarked
package io.taskledger.events.web;

import org.jspecify.annotations.NullMarked;
