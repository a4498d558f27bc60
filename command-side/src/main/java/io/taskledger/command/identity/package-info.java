/** Who somebody is: registration and accounts. */
@NullMarked
package io.taskledger.command.identity;

import org.jspecify.annotations.NullMarked;
