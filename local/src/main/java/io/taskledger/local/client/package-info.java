/** What is done with a running system over HTTP, as any user's program could. */
@NullMarked
package io.taskledger.local.client;

import org.jspecify.annotations.NullMarked;
