/** The marks by which one request is found again in the logs of every service. */
@NullMarked
package io.taskledger.gateway.trace;

import org.jspecify.annotations.NullMarked;
