package dev.rialto.edge.token;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * A JSON Web Key Set (RFC 7517). Keys that are not for signatures of ours are left out, as the
 * standard wants it; one of ours that is broken or too weak makes the set useless. Immutable.
 */
final class KeySet {
  /** Before anything has been read. */
  static final KeySet EMPTY = new KeySet(List.of());

  static final int MOST = 100;
  private static final int SHORTEST_RSA = 2048; // bits; RFC 7518 section 3.3
  private static final int SHORTEST_SECRET = 32; // bytes; section 3.2

  private final List<Entry> keys;

  /**
   * A key.
   *
   * @param id or {@code null}
   */
  private record Entry(String id, Algorithm algorithm, Key key) {
    @Override
    public String toString() {
      return "a key";
    }
  }

  private KeySet(List<Entry> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Reads one; the exception's sentence is for the operator. */
  static KeySet parse(String text) throws TokenException {
    if (!(StrictJson.object(text).get("keys") instanceof JsonArray array) || array.size() > MOST) {
      throw new TokenException("it is no JSON Web Key Set: it has no array of keys, or too many");
    }
    List<Entry> keys = new ArrayList<>();
    for (JsonValue each : array) {
      if (!(each instanceof JsonObject key)) {
        throw new TokenException("it is no JSON Web Key Set: a key is no object");
      }
      Entry entry = entry(key);
      if (entry != null) {
        keys.add(entry);
      }
    }
    if (keys.isEmpty()) {
      throw new TokenException("it has no key for RS256, ES256 or HS256");
    }
    return new KeySet(keys);
  }

  private static Entry entry(JsonObject key) throws TokenException {
    String type = StrictJson.text(key, "kty");
    String use = StrictJson.text(key, "use");
    String algorithm = StrictJson.text(key, "alg");
    for (Algorithm each : Algorithm.values()) {
      if (each.keyType().equals(type)
          && (use == null || use.equals("sig"))
          && (algorithm == null || algorithm.equals(each.name()))
          && (each != Algorithm.ES256 || "P-256".equals(StrictJson.text(key, "crv")))) {
        String id = StrictJson.text(key, "kid");
        try {
          return new Entry(id, each, key(each, key));
        } catch (GeneralSecurityException e) {
          throw new TokenException("it has a key that can't be used", e);
        }
      }
    }
    return null;
  }

  private static Key key(Algorithm algorithm, JsonObject key)
      throws TokenException, GeneralSecurityException {
    return switch (algorithm) {
      case RS256 -> rsa(number(key, "n"), number(key, "e"));
      case ES256 -> ec(number(key, "x"), number(key, "y"));
      case HS256 -> secret(bytes(key, "k"));
    };
  }

  private static Key rsa(BigInteger modulus, BigInteger exponent)
      throws TokenException, GeneralSecurityException {
    if (modulus.bitLength() < SHORTEST_RSA || exponent.bitLength() < 2) {
      throw new TokenException("it has an RSA key of fewer than 2048 bits");
    }
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static Key ec(BigInteger x, BigInteger y)
      throws TokenException, GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
    ECPublicKey key =
        (ECPublicKey)
            KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
    if (!isOnCurve(key.getW(), curve)) {
      throw new TokenException("it has an EC key that is no point of its curve");
    }
    return key;
  }

  private static boolean isOnCurve(ECPoint point, ECParameterSpec spec) {
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger p = ((java.security.spec.ECFieldFp) spec.getCurve().getField()).getP();
    BigInteger right =
        x.pow(3).add(spec.getCurve().getA().multiply(x)).add(spec.getCurve().getB()).mod(p);
    return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(right);
  }

  private static Key secret(byte[] bytes) throws TokenException {
    if (bytes.length < SHORTEST_SECRET) {
      throw new TokenException("it has a secret for HS256 of fewer than 32 bytes");
    }
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  private static BigInteger number(JsonObject key, String name) throws TokenException {
    return new BigInteger(1, bytes(key, name));
  }

  private static byte[] bytes(JsonObject key, String name) throws TokenException {
    String value = StrictJson.text(key, name);
    if (value == null) {
      throw new TokenException("it has a key without " + name);
    }
    return StrictJson.bytes(value);
  }

  /**
   * The keys that may have signed something.
   *
   * @param id as the signature says, or {@code null} when it doesn't
   */
  List<Key> of(Algorithm algorithm, String id) {
    return keys.stream()
        .filter(each -> each.algorithm == algorithm && (id == null || id.equals(each.id)))
        .map(Entry::key)
        .toList();
  }

  /** How many there are. */
  int size() {
    return keys.size();
  }
}
