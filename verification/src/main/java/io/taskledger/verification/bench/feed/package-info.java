/** How fast the event feed comes, beside what PostgreSQL alone gives. */
@NullMarked
package io.taskledger.verification.bench.feed;

import org.jspecify.annotations.NullMarked;
