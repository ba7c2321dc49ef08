package io.github.paenmf.cuda.slab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.cuda.host.HostDevice;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResidentSlabsTest {

  private final AtomicLong now = new AtomicLong();
  private final HostDevice device = new HostDevice(1 << 20);
  private final ResidentSlabs slabs = new ResidentSlabs(device, 1000, now::get);

  @AfterEach
  void close() {
    slabs.close();
    device.close();
  }

  private static Slab slab() {
    return Slab.of(List.of(DataBlock.of(new DenseBlock(1, 1, new float[1], null, new long[1]))));
  }

  @Test
  void aSlabIsKnownByItsBlocks() {
    Slab one = slab();
    Slab equal = slab();
    ResidentSlabs.Resident resident = slabs.claim(one, 100);

    assertThat(slabs.acquire(one)).as("in use").isNull();
    slabs.release(resident);
    assertThat(slabs.acquire(equal)).isNull();
    assertThat(slabs.acquire(Slab.of(List.of(DataBlock.of(one.blocks().get(0).x())))))
        .isSameAs(resident);
    slabs.release(resident);
  }

  @Test
  void aLiveSlabIsNotPutOutForAnother() {
    slabs.release(slabs.claim(slab(), 600));

    assertThat(slabs.claim(slab(), 600)).isNull();
    assertThat(slabs.used()).isEqualTo(600);
  }

  @Test
  void anIdleSlabMakesRoom() {
    Slab first = slab();
    slabs.release(slabs.claim(first, 600));
    now.addAndGet(TimeUnit.MINUTES.toNanos(6));

    ResidentSlabs.Resident second = slabs.claim(slab(), 600);
    assertThat(second).isNotNull();
    slabs.release(second);
    assertThat(slabs.acquire(first)).isNull();
    assertThat(device.used()).isEqualTo(600);
  }

  @Test
  void memoryWantedElsewhereIsGivenBackAndStaysGiven() {
    slabs.release(slabs.claim(slab(), 300));
    ResidentSlabs.Resident taken = slabs.claim(slab(), 300);

    assertThat(slabs.shrink()).isTrue();
    assertThat(slabs.shrink()).as("the other is in use").isFalse();
    assertThat(device.used()).isEqualTo(300);
    assertThat(slabs.claim(slab(), 300)).isNull();
    slabs.release(taken);
  }

  @Test
  void scoresBelongToASlab() {
    Slab plain = slab();
    float[] scores = new float[3];
    Slab scored = Slab.of(List.of(new DataBlock(plain.blocks().get(0).x(), scores)));
    ResidentSlabs.Resident resident = slabs.claim(plain, 100);

    assertThat(resident.hasScores(scored)).isFalse();
    assertThat(slabs.claimScores(resident, 50)).isTrue();
    resident.putScores(scored, null);
    assertThat(resident.hasScores(scored)).isTrue();
    Slab others = Slab.of(List.of(new DataBlock(plain.blocks().get(0).x(), new float[3])));
    assertThat(resident.hasScores(others)).isFalse();
    assertThat(slabs.claimScores(resident, 5000)).isFalse();
    assertThat(slabs.used()).isEqualTo(100);
    slabs.release(resident);
  }
}
