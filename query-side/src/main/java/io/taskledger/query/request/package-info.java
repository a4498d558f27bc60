/** Query parameters and cursors: read strictly, refused by name. */
@NullMarked
package io.taskledger.query.request;

import org.jspecify.annotations.NullMarked;
