/** Every event of the system, for administrators. */
@NullMarked
package io.taskledger.projection.audittrail;

import org.jspecify.annotations.NullMarked;
