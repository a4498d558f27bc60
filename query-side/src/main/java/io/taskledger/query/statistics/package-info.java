/** How many tasks a person creates and completes, and how long that takes. */
@NullMarked
package io.taskledger.query.statistics;

import org.jspecify.annotations.NullMarked;
