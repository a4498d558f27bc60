package io.taskledger.events.user;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * Somebody opened an account.
 *
 * @param email the address that notifications go to
 * @param name what others see beside the user's deeds; on Kafka it travels as a header
 */
public record UserRegistered(
    UserId userId,
    String email,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant registeredAt,
    String name)
    implements UserEvent {}
