/** A user confirms that an e-mail address is theirs; mails go to no other. */
@NullMarked
package io.taskledger.command.emailconfirmation;

import org.jspecify.annotations.NullMarked;
