/** What a service behind the gateway puts before its controllers. */
@NullMarked
package io.taskledger.web.service;

import org.jspecify.annotations.NullMarked;
