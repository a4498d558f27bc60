package io.taskledger.query.request;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Chooses the format of an answer by {@code Accept} (RFC 9110, section 12.5.1). */
public final class Accepted {
  private Accepted() {}

  /**
   * The offer that the client weighs highest; of several with the same weight the first.
   *
   * @throws ProblemException with {@link ErrorCode#NOT_ACCEPTABLE} when it accepts none
   */
  public static MediaType bestOf(List<MediaType> offers, HttpServletRequest request) {
    List<String> lines = Collections.list(request.getHeaders("Accept"));
    List<MediaType> ranges;
    try {
      ranges = lines.isEmpty() ? List.of(MediaType.ALL) : MediaType.parseMediaTypes(lines);
    } catch (InvalidMediaTypeException malformed) {
      throw notAcceptable(offers);
    }
    MediaType best = null;
    double most = 0;
    for (MediaType offer : offers) {
      double weight = weight(offer, ranges);
      if (weight > most) {
        best = offer;
        most = weight;
      }
    }
    if (best == null) {
      throw notAcceptable(offers);
    }
    return best;
  }

  /** That of the most specific range that includes the offer. */
  private static double weight(MediaType offer, List<MediaType> ranges) {
    return ranges.stream()
        .filter(range -> range.includes(offer))
        .min(
            Comparator.comparing(MediaType::isWildcardType)
                .thenComparing(MediaType::isWildcardSubtype))
        .map(MediaType::getQualityValue)
        .orElse(0.0);
  }

  private static ProblemException notAcceptable(List<MediaType> offers) {
    return ProblemException.of(
        ErrorCode.NOT_ACCEPTABLE, "Accept one of " + MediaType.toString(offers) + ".");
  }
}
