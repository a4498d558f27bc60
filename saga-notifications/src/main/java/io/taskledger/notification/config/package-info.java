/** How Axon, PostgreSQL, Kafka and the scheduler are put together in this service. */
@NullMarked
package io.taskledger.notification.config;

import org.jspecify.annotations.NullMarked;
