/** What the HTTP services share: verified tokens, limits, correlation, position tokens. */
@NullMarked
package io.taskledger.web;

import org.jspecify.annotations.NullMarked;
