/** Reading one task by its id. */
@NullMarked
package io.taskledger.query.onetask;

import org.jspecify.annotations.NullMarked;
