/** Client settings and topics of the Kafka cluster. */
@NullMarked
package io.taskledger.messaging.kafka;

import org.jspecify.annotations.NullMarked;
