/** Bodies of requests, read field by field. */
@NullMarked
package io.taskledger.web.json;

import org.jspecify.annotations.NullMarked;
