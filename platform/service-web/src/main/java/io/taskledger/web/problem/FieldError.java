package io.taskledger.web.problem;

/**
 * What is wrong with one field of a body, or with one parameter or header.
 *
 * @param field its name
 * @param code stable, e.g. {@code required}, {@code too-long}, {@code wrong-type}
 * @param message what a person can do about it
 */
public record FieldError(String field, String code, String message) {}
