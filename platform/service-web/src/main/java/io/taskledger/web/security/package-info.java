/** Spring Security's resource server: who calls, with what token, and what they may call. */
@NullMarked
package io.taskledger.web.security;

import org.jspecify.annotations.NullMarked;
