/** {@code PUT /api/users/me/password}: a person chooses another password. */
@NullMarked
package io.taskledger.command.changepassword;

import org.jspecify.annotations.NullMarked;
