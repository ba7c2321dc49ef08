package io.github.paenmf.spark;

/** The version of this library, from its jar's manifest. */
final class LibraryVersion {

  private LibraryVersion() {}

  static String get() {
    String version = PaeNmf.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
