/** Which request goes to which service, and who may send it. */
@NullMarked
package io.taskledger.gateway.route;

import org.jspecify.annotations.NullMarked;
