/** Who the people behind the ids are. */
@NullMarked
package io.taskledger.query.people;

import org.jspecify.annotations.NullMarked;
