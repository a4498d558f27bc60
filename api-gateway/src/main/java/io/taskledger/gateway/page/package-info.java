/** The web page on a port of its own: its files, its session cookie, and the API behind both. */
@NullMarked
package io.taskledger.gateway.page;

import org.jspecify.annotations.NullMarked;
