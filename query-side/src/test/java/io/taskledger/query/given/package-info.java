/** What tests start from: stores with rows in them, people with tokens, a clock that obeys. */
@NullMarked
package io.taskledger.query.given;

import org.jspecify.annotations.NullMarked;
