package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.event.Version;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One entity a line: by hand, or as it was exported. */
final class DumpLineTest {
  @Test
  void ofALineByHandTheVersionIsTheLastThatWasApplied() throws Exception {
    DumpLine line = DumpLine.of("{'entity':'a','version':7,'state':{}}".replace('\'', '"'));
    assertThat(line.version()).isEqualTo(new Version.Single(7));
    assertThat(line.lastApplied()).isEqualTo(new Version.Single(7));
  }

  @Test
  void whatWasExportedSaysItself() throws Exception {
    DumpLine line =
        DumpLine.of(
            "{'entity':'a','settled':7,'lastApplied':6,'sequence':6,'state':{},'held':[]}"
                .replace('\'', '"'));
    assertThat(line.version()).isEqualTo(new Version.Single(7));
    assertThat(line.lastApplied()).isEqualTo(new Version.Single(6));
  }

  @Test
  void whatWasExportedMayHaveSettledVersionsAndAppliedNone() throws Exception {
    DumpLine line =
        DumpLine.of(
            "{'entity':'a','settled':1,'lastApplied':null,'sequence':0,'deleted':false,'state':null}"
                .replace('\'', '"'));
    assertThat(line.version()).isEqualTo(new Version.Single(1));
    assertThat(line.lastApplied()).isNull();
    assertThat(line.state()).isNull();
    assertThat(line.deleted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'entity':'a','version':7,'state':{}}{'entity':'b','version':3,'state':{}} | something follows the object",
        "{'entity':'a','version':7,'state':{}} , | it is no JSON",
        "{'version':7,'state':{},'entity':['tenant','42']} | entity is no text",
        "{'entity':{},'version':7,'state':{}} | entity is no text",
        "{'entity':'a','version':7,'state':{},'stage':[]} | stage is no text",
        "{'entity':'a','version':7 | it is no JSON",
      })
  void whatIsNotOneEntityIsRefused(String line, String why) {
    assertThatThrownBy(() -> DumpLine.of(line.replace('\'', '"')))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(why);
  }
}
