package dev.rialto.edge.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens, and says what verifies them. */
public final class Issuer {
  static final KeyPair RSA = pair("RSA", 2048);
  static final KeyPair EC = pair("EC", 256);
  static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  private Issuer() {}

  private static KeyPair pair(String type, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
      if (type.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else {
        generator.initialize(size);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String base64(String text) {
    return base64(text.getBytes(UTF_8));
  }

  private static String base64(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] all = new byte[length];
    int from = Math.max(0, bytes.length - length);
    System.arraycopy(bytes, from, all, length - (bytes.length - from), bytes.length - from);
    return base64(all);
  }

  /** An RSA key as an entry of a key set. */
  static String rsaKey(String id) {
    RSAPublicKey key = (RSAPublicKey) RSA.getPublic();
    return "{\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
        .formatted(
            id,
            base64(key.getModulus(), key.getModulus().bitLength() / 8),
            base64(key.getPublicExponent(), 3));
  }

  /** A key for ES256 as an entry of a key set. */
  static String ecKey(String id) {
    ECPublicKey key = (ECPublicKey) EC.getPublic();
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"alg\":\"ES256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
        .formatted(id, base64(key.getW().getAffineX(), 32), base64(key.getW().getAffineY(), 32));
  }

  /** A secret for HS256 as an entry of a key set. */
  static String secretKey(String id) {
    return "{\"kty\":\"oct\",\"kid\":\"%s\",\"k\":\"%s\"}".formatted(id, base64(SECRET));
  }

  static String keySet(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }

  /** A key set for {@link #token}. */
  public static String keySet() {
    return keySet(rsaKey("r"), ecKey("e"), secretKey("s"));
  }

  /** A token by that algorithm, with the name of the key that {@link #keySet()} has for it. */
  public static String token(String algorithm, String claims) {
    return switch (algorithm) {
      case "RS256" -> sign(algorithm, "r", claims, "SHA256withRSA", RSA.getPrivate());
      case "ES256" -> sign(algorithm, "e", claims, "SHA256withECDSAinP1363Format", EC.getPrivate());
      default -> hmac(header("HS256", "s"), claims, SECRET);
    };
  }

  static String header(String algorithm, String id) {
    return id == null
        ? "{\"alg\":\"%s\"}".formatted(algorithm)
        : "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, id);
  }

  private static String sign(
      String algorithm, String id, String claims, String java, PrivateKey key) {
    try {
      String signed = base64(header(algorithm, id)) + "." + base64(claims);
      Signature signature = Signature.getInstance(java);
      signature.initSign(key);
      signature.update(signed.getBytes(UTF_8));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** One with a header of the test's own, signed with that secret. */
  static String hmac(String header, String claims, byte[] secret) {
    try {
      String signed = base64(header) + "." + base64(claims);
      Key key = new SecretKeySpec(secret, "HmacSHA256");
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return signed + "." + base64(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
