/** Access tokens that are verified with the keys that their issuer publishes. */
@NullMarked
package io.taskledger.web.issuer;

import org.jspecify.annotations.NullMarked;
