/** People whom an outside OpenID Connect issuer vouches for, in place of the built-in identity. */
@NullMarked
package io.taskledger.command.outside;

import org.jspecify.annotations.NullMarked;
