/** Handing a request to the service behind the door and its answer back to the client. */
@NullMarked
package io.taskledger.gateway.upstream;

import org.jspecify.annotations.NullMarked;
