/** What happened in the whole system, for administrators. */
@NullMarked
package io.taskledger.query.audit;

import org.jspecify.annotations.NullMarked;
