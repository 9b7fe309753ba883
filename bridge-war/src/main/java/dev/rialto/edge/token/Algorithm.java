package dev.rialto.edge.token;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * How tokens are signed (RFC 7518 section 3.1). Each has its own type of key, so that none can be
 * used for another: a public RSA key is no secret for HMAC.
 */
enum Algorithm {
  RS256("RSA") {
    @Override
    boolean verify(Key key, byte[] signed, byte[] signature) throws GeneralSecurityException {
      return isSigned("SHA256withRSA", key, signed, signature);
    }
  },
  ES256("EC") {
    @Override
    boolean verify(Key key, byte[] signed, byte[] signature) throws GeneralSecurityException {
      // zeros have passed for a signature of anything in some versions of Java (CVE-2022-21449)
      return signature.length == 2 * HALF
          && !Arrays.equals(signature, 0, HALF, new byte[HALF], 0, HALF)
          && !Arrays.equals(signature, HALF, 2 * HALF, new byte[HALF], 0, HALF)
          && isSigned("SHA256withECDSAinP1363Format", key, signed, signature);
    }
  },
  HS256("oct") {
    @Override
    boolean verify(Key key, byte[] signed, byte[] signature) throws GeneralSecurityException {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return MessageDigest.isEqual(mac.doFinal(signed), signature);
    }
  };

  private static final int HALF = 32; // bytes of each of the two numbers of a signature by P-256

  private final String keyType;

  Algorithm(String keyType) {
    this.keyType = keyType;
  }

  /** By its name in a header; {@code none} is none. */
  static Algorithm of(String name) throws TokenException {
    for (Algorithm each : values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw new TokenException("it is signed by none of RS256, ES256 and HS256");
  }

  /** The {@code kty} of its keys. */
  String keyType() {
    return keyType;
  }

  /** Whether that key has signed it. */
  abstract boolean verify(Key key, byte[] signed, byte[] signature) throws GeneralSecurityException;

  static boolean isSigned(String algorithm, Key key, byte[] signed, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify((PublicKey) key);
    verifier.update(signed);
    return verifier.verify(signature);
  }
}
