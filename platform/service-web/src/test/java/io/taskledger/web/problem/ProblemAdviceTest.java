package io.taskledger.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Whatever goes wrong in a controller is answered with a problem document. */
class ProblemAdviceTest {
  private final MockMvc web =
      MockMvcBuilders.standaloneSetup(new Controller())
          .setControllerAdvice(new ProblemAdvice())
          .build();

  @RestController
  static class Controller {
    @GetMapping("/broken")
    String broken() {
      throw new IllegalStateException("a secret of the house");
    }

    @PostMapping(path = "/json", consumes = MediaType.APPLICATION_JSON_VALUE, produces = "text/csv")
    String csv() {
      return "a,b";
    }
  }

  @Test
  void aFaultOfOursTellsNothingButACorrelationId() throws Exception {
    var answer = answer(MockMvcRequestBuilders.get("/broken"));

    assertProblem(answer, 500, "internal-error");
    assertThat(answer.getContentAsString()).contains("correlationId").doesNotContain("secret");
  }

  @Test
  void aFormatThatIsNotTakenIsRefused() throws Exception {
    assertProblem(
        answer(MockMvcRequestBuilders.post("/json").contentType("text/plain").content("x")),
        415,
        "unsupported-media-type");
  }

  @Test
  void aFormatThatIsNotGivenIsRefused() throws Exception {
    assertProblem(
        answer(
            MockMvcRequestBuilders.post("/json")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}")
                .accept("image/png")),
        406,
        "not-acceptable");
  }

  private MockHttpServletResponse answer(RequestBuilder request) throws Exception {
    return web.perform(request).andReturn().getResponse();
  }

  private static void assertProblem(MockHttpServletResponse answer, int status, String code)
      throws Exception {
    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(answer.getContentType()).isEqualTo("application/problem+json");
    assertThat(new JsonMapper().readTree(answer.getContentAsString()).path("code").asString())
        .isEqualTo(code);
  }
}
