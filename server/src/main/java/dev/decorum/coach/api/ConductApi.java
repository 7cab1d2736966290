package dev.decorum.coach.api;

import dev.decorum.coach.Coach;
import dev.decorum.coach.ReviewRequest;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.web.BadRequest;
import dev.decorum.web.FormErrors;
import dev.decorum.web.InvalidValues;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/conduct`: reads a reply for other programs, by the guidelines in force. Nothing is
/// kept.
@RestController
@RequestMapping("/api/v1/conduct")
@Requires(Permission.READ_CLIENTS)
class ConductApi {

  private static final int LONGEST = 2_000_000;

  private final Coach coach;
  private final Clock clock;

  ConductApi(Coach coach, Clock clock) {
    this.coach = coach;
    this.clock = clock;
  }

  /// @param body as a line of `decorum check --format jsonl`
  @PostMapping(value = "/review", produces = MediaType.APPLICATION_JSON_VALUE)
  String review(@RequestBody String body) {
    if (body.length() > LONGEST) throw new BadRequest("json.malformed");
    try {
      return coach.review(ReviewRequest.of(body, clock));
    } catch (ReviewRequest.Unusable unusable) {
      throw new InvalidValues(
          FormErrors.none().and("reply", String.valueOf(unusable.getMessage())));
    }
  }
}
