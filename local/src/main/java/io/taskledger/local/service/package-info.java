/** The servers and the five services, and how each is started in a JVM that it shares. */
@NullMarked
package io.taskledger.local.service;

import org.jspecify.annotations.NullMarked;
