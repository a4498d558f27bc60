/** Classes that break the rules of the house on purpose, to show that the rules notice. */
@NullMarked
package io.taskledger.verification.architecture.violations.egg;

import org.jspecify.annotations.NullMarked;
