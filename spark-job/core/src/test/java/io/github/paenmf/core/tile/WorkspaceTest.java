package io.github.paenmf.core.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorkspaceTest {

  @Test
  void areasKeepWhatIsInThemWhenOthersGrow() {
    Workspace space = new Workspace();
    Workspace.Area first = new Workspace.Area();
    Workspace.Area second = new Workspace.Area();
    space.reserve(first, 5);
    space.reserve(second, 3);
    space.values()[first.at()] = 1;
    space.values()[second.at()] = 2;
    space.reserve(second, 3_000_000);
    assertThat(space.values()[first.at()]).isEqualTo(1);
    space.values()[second.at() + 2_999_999] = 3;
    space.reserve(first, 100);
    assertThat(space.values()[second.at() + 2_999_999]).isEqualTo(3);
    assertThat(first.at()).isGreaterThanOrEqualTo(second.at() + 3_000_000);
    assertThat(first.at() % 16).isEqualTo(second.at() % 16).isEqualTo(12);
  }

  @Test
  void whatFitsAlreadyStaysWhereItIs() {
    Workspace space = new Workspace();
    Workspace.Area area = new Workspace.Area();
    space.reserve(area, 20);
    int at = area.at();
    float[] values = space.values();
    space.reserve(area, 7);
    assertThat(area.at()).isEqualTo(at);
    assertThat(space.values()).isSameAs(values);
  }

  @Test
  void tooMuchIsNamed() {
    Workspace.Area area = new Workspace.Area();
    assertThatThrownBy(() -> new Workspace().reserve(area, 1L << 31))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not fit into one array");
  }
}
