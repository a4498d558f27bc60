/** The catalogue of errors, and refusals as problem documents. */
@NullMarked
package io.taskledger.web.problem;

import org.jspecify.annotations.NullMarked;
