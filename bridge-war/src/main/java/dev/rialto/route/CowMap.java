package dev.rialto.route;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * A map for tree nodes, of which there are very many with very few entries, and few with very many:
 * a copy-on-write array while small, a {@link ConcurrentHashMap} from then on.
 *
 * <p>Reading needs no lock. Whoever writes must hold the lock of the tree.
 */
final class CowMap<K, V> {
  private static final Object[] EMPTY = {};
  private static final int SMALL = 16; // entries; each takes two places

  /** Either {@code Object[]} (key, value, key, value, …) or a {@code ConcurrentHashMap}. */
  private volatile Object state = EMPTY;

  V get(K key) {
    Object now = state;
    if (now instanceof Object[] entries) {
      int i = indexOf(entries, key);
      return i < 0 ? null : value(entries[i + 1]);
    }
    return large(now).get(key);
  }

  void put(K key, V value) {
    if (!(state instanceof Object[] entries)) {
      large(state).put(key, value);
      return;
    }
    int i = indexOf(entries, key);
    if (i >= 0) {
      Object[] copy = entries.clone();
      copy[i + 1] = value;
      state = copy;
    } else if (entries.length < 2 * SMALL) {
      Object[] copy = Arrays.copyOf(entries, entries.length + 2);
      copy[entries.length] = key;
      copy[entries.length + 1] = value;
      state = copy;
    } else {
      ConcurrentHashMap<K, V> map = new ConcurrentHashMap<>();
      forEach(map::put);
      map.put(key, value);
      state = map;
    }
  }

  void remove(K key) {
    if (!(state instanceof Object[] entries)) {
      ConcurrentHashMap<K, V> map = large(state);
      map.remove(key);
      if (map.isEmpty()) {
        state = EMPTY;
      }
      return;
    }
    int i = indexOf(entries, key);
    if (i >= 0) {
      Object[] copy = new Object[entries.length - 2];
      System.arraycopy(entries, 0, copy, 0, i);
      System.arraycopy(entries, i + 2, copy, i, copy.length - i);
      state = copy.length == 0 ? EMPTY : copy;
    }
  }

  boolean isEmpty() {
    return state == EMPTY;
  }

  void forEach(BiConsumer<? super K, ? super V> action) {
    Object now = state;
    if (now instanceof Object[] entries) {
      for (int i = 0; i < entries.length; i += 2) {
        action.accept(key(entries[i]), value(entries[i + 1]));
      }
    } else {
      large(now).forEach(action);
    }
  }

  private static int indexOf(Object[] entries, Object key) {
    for (int i = 0; i < entries.length; i += 2) {
      if (entries[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  // The three places that trust what put() stores.

  @SuppressWarnings("unchecked")
  private ConcurrentHashMap<K, V> large(Object state) {
    return (ConcurrentHashMap<K, V>) state;
  }

  @SuppressWarnings("unchecked")
  private K key(Object entry) {
    return (K) entry;
  }

  @SuppressWarnings("unchecked")
  private V value(Object entry) {
    return (V) entry;
  }
}
