/**
 * {@code local/chaos}: breaks a system of its own under load, and looks whether anything was lost.
 */
@NullMarked
package io.taskledger.verification.chaos;

import org.jspecify.annotations.NullMarked;
