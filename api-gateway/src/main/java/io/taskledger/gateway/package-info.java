/**
 * The one door to Taskledger: it finds the route, checks the token, keeps the limits and hands the
 * request on.
 */
@NullMarked
package io.taskledger.gateway;

import org.jspecify.annotations.NullMarked;
