/** The description of the API, and a page to try it out. */
@NullMarked
package io.taskledger.gateway.docs;

import org.jspecify.annotations.NullMarked;
