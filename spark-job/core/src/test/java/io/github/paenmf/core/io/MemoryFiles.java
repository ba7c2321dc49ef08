package io.github.paenmf.core.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files in memory, in the order in which they were finished. */
final class MemoryFiles implements ModelFiles {

  final Map<String, byte[]> content = new LinkedHashMap<>();

  @Override
  public OutputStream create(String name) {
    ModelFiles.requirePlain(name);
    return new ByteArrayOutputStream() {
      @Override
      public void close() {
        content.put(name, toByteArray());
      }
    };
  }

  @Override
  public InputStream open(String name) throws IOException {
    if (!exists(name)) {
      throw new FileNotFoundException(name);
    }
    return new ByteArrayInputStream(content.get(name));
  }

  @Override
  public boolean exists(String name) {
    return content.containsKey(name);
  }

  @Override
  public long length(String name) {
    return content.get(name).length;
  }
}
