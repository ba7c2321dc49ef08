package io.github.paenmf.spark.batch;

import java.util.ArrayList;
import java.util.List;
import scala.collection.Iterator;
import scala.collection.immutable.$colon$colon;
import scala.collection.immutable.List$;

/** Lists of Scala 2.12 and 2.13 alike; an immutable one is what either takes. */
final class ScalaLists {

  private ScalaLists() {}

  static <T> List<T> toJava(scala.collection.Seq<? extends T> from) {
    List<T> list = new ArrayList<>();
    Iterator<? extends T> items = from.iterator();
    while (items.hasNext()) {
      list.add(items.next());
    }
    return list;
  }

  static <T> scala.collection.immutable.List<T> toScala(List<? extends T> from) {
    scala.collection.immutable.List<T> list = empty();
    for (int i = from.size() - 1; i >= 0; i--) {
      list = new $colon$colon<>(from.get(i), list);
    }
    return list;
  }

  static <T> scala.collection.immutable.List<T> empty() {
    return List$.MODULE$.empty();
  }
}
