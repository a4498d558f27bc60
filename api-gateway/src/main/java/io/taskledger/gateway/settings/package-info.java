/** What the gateway is told when it starts. */
@NullMarked
package io.taskledger.gateway.settings;

import org.jspecify.annotations.NullMarked;
