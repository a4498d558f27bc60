/** What users prefer, for the services that keep to it. */
@NullMarked
package io.taskledger.web.preferences;

import org.jspecify.annotations.NullMarked;
