package io.github.paenmf.job.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A tab of a browser, spoken to in the Chrome DevTools Protocol. */
public final class Tab implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;

  private final WebSocket socket;
  private final Listener listener;
  private final AtomicInteger numbers = new AtomicInteger();
  private String session;

  private Tab(WebSocket socket, Listener listener) {
    this.socket = socket;
    this.listener = listener;
  }

  static Tab open(URI debugger) {
    Listener listener = new Listener();
    WebSocket socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(debugger, listener).join();
    Tab tab = new Tab(socket, listener);
    String target =
        tab.call("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    tab.session =
        tab.call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      tab.call(domain + ".enable", Map.of());
    }
    return tab;
  }

  /** Calls a method and waits for its result. */
  public JsonNode call(String method, Map<String, ?> params) {
    int number = numbers.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    listener.answers.put(number, answer);
    Map<String, Object> message =
        session == null
            ? Map.of("id", number, "method", method, "params", params)
            : Map.of("id", number, "method", method, "params", params, "sessionId", session);
    try {
      socket.sendText(JSON.writeValueAsString(message), true).join();
      JsonNode reply = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (reply.has("error")) {
        throw new IllegalStateException(method + ": " + reply.get("error"));
      }
      return reply.path("result");
    } catch (Exception e) {
      throw new IllegalStateException(method + " failed", e);
    }
  }

  /** Sets the size of the window in pixels, and whether the user prefers dark pages. */
  public void view(int width, int height, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Opens a page and waits until it is loaded; what was seen of earlier pages is forgotten. */
  public void open(String address) {
    listener.events.clear();
    listener.loaded = new CompletableFuture<>();
    call("Page.navigate", Map.of("url", address));
    try {
      listener.loaded.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(address + " was not loaded", e);
    }
  }

  /** Value of a JavaScript expression. */
  public JsonNode value(String expression) {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Parameters of all events of this name since the page was opened. */
  public List<JsonNode> events(String name) {
    return listener.events.stream()
        .filter(event -> event.path("method").asText().equals(name))
        .map(event -> event.path("params"))
        .toList();
  }

  /** A PNG of a part of the page, from its top left corner. */
  public byte[] picture(int y, int width, int height) {
    JsonNode result =
        call(
            "Page.captureScreenshot",
            Map.of(
                "captureBeyondViewport",
                true,
                "clip",
                Map.of("x", 0, "y", y, "width", width, "height", height, "scale", 1)));
    return Base64.getDecoder().decode(result.path("data").asText());
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Sorts what arrives into answers and events. */
  private static final class Listener implements WebSocket.Listener {

    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        arrived(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void arrived(String message) {
      JsonNode node;
      try {
        node = JSON.readTree(message);
      } catch (java.io.IOException e) {
        throw new IllegalStateException(message, e);
      }
      if (node.has("id")) {
        answers.remove(node.get("id").asInt()).complete(node);
        return;
      }
      events.add(node);
      if (node.path("method").asText().equals("Page.loadEventFired")) {
        loaded.complete(null);
      }
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      answers.values().forEach(answer -> answer.completeExceptionally(error));
      loaded.completeExceptionally(error);
    }
  }
}
