/** What stands before the controllers of this service. */
@NullMarked
package io.taskledger.projection.web;

import org.jspecify.annotations.NullMarked;
