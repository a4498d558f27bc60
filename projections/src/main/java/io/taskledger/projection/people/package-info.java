/** Who has an account, for names beside their deeds. */
@NullMarked
package io.taskledger.projection.people;

import org.jspecify.annotations.NullMarked;
