package io.taskledger.assistant.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.taskledger.assistant.services.Api;
import io.taskledger.assistant.services.Settings;
import io.taskledger.events.user.UserId;
import io.taskledger.web.Caller;
import io.taskledger.web.PositionTokens;
import io.taskledger.web.json.FieldReader;
import io.taskledger.web.json.JsonBody;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/chat}. */
@RestController
class ChatController {
  private static final int LONGEST = 4_000;

  /** A line of quick add is no longer. */
  private static final int UNDERSTOOD = 2_000;

  private static final Duration REMEMBERED_FOR = Duration.ofDays(1);
  private static final int MOST_PEOPLE = 20_000;
  private static final int MOST_OF_A_PERSON = 10;

  private final Api api;
  private final Settings settings;
  private final Clock clock;
  private final Cache<UserId, Map<UUID, Conversation>> conversations =
      Caffeine.newBuilder().maximumSize(MOST_PEOPLE).expireAfterAccess(REMEMBERED_FOR).build();

  ChatController(Api api, Settings settings, Clock clock) {
    this.api = api;
    this.settings = settings;
    this.clock = clock;
  }

  @PostMapping(path = "/api/chat", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Reply> say(
      @RequestBody byte[] json,
      @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
      @RequestHeader(name = PositionTokens.MIN_POSITION_HEADER, required = false)
          @Nullable String reached,
      Caller caller) {
    JsonBody body = JsonBody.read(json);
    var fields = new FieldReader(body);
    String message = body.requiredText("message", LONGEST);
    UUID asked =
        fields.optional(
            "conversationId",
            (name, value) -> fields.parsed(name, value, UUID::fromString, "a conversationId"));
    ZoneId zone = fields.optional("timeZone", fields::zone);
    Locale named = fields.optional("locale", fields::locale);
    Locale locale = named == null ? Locale.ENGLISH : named;
    body.done();
    Conversation conversation = conversation(caller, asked);
    // One message of a conversation after the other, so that a yes confirms what was shown.
    synchronized (conversation) {
      conversation.reached(reached);
      var setting = settings.of(authorization, zone, locale, clock.instant());
      Reply reply =
          new Chat(new Turn(api, authorization, setting, conversation))
              .answer(message.length() > UNDERSTOOD ? message.substring(0, UNDERSTOOD) : message);
      ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
      String position = conversation.position();
      if (position != null) {
        answer.header(PositionTokens.POSITION_HEADER, position);
      }
      return answer.body(reply);
    }
  }

  /** The person's own; one that is not known (any more) begins anew, in the place of the oldest. */
  private Conversation conversation(Caller caller, @Nullable UUID asked) {
    Map<UUID, Conversation> mine =
        conversations.get(caller.userId(), person -> Collections.synchronizedMap(new Recent()));
    Conversation known = asked == null ? null : mine.get(asked);
    if (known != null) {
      return known;
    }
    var begun = new Conversation();
    mine.put(begun.id(), begun);
    return begun;
  }

  private static final class Recent extends LinkedHashMap<UUID, Conversation> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, Conversation> eldest) {
      return size() > MOST_OF_A_PERSON;
    }
  }
}
