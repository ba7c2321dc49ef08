package io.github.paenmf.spark.persist;

/** The version of this library, from its jar's manifest. */
public final class LibraryVersion {

  private LibraryVersion() {}

  /** The version, or {@code unpackaged} when the classes lie in no jar. */
  public static String get() {
    String version = LibraryVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
