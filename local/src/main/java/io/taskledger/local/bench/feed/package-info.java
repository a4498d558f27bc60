/** How fast the event feed comes, beside what PostgreSQL alone gives. */
@NullMarked
package io.taskledger.local.bench.feed;

import org.jspecify.annotations.NullMarked;
