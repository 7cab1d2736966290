package dev.decorum.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

/// Points of the curve P-256 as browsers write them: 4, x and y (SEC 1, uncompressed).
final class Curve {

  static final int POINT = 65;
  private static final int COORDINATE = 32;
  private static final String NAME = "secp256r1";
  private static final ECParameterSpec PARAMETERS = parameters();

  private Curve() {}

  private static ECParameterSpec parameters() {
    try {
      var named = AlgorithmParameters.getInstance("EC");
      named.init(new ECGenParameterSpec(NAME));
      return named.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static KeyPair newPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(PARAMETERS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// @throws InvalidKeySpecException when it is no point of the curve
  static ECPublicKey read(byte[] point) throws InvalidKeySpecException {
    if (point.length != POINT || point[0] != 4) throw new InvalidKeySpecException("no point");
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, POINT));
    if (!isOnCurve(x, y)) throw new InvalidKeySpecException("not on the curve");
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC")
              .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), PARAMETERS));
    } catch (InvalidKeySpecException e) {
      throw e;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// What is not may give away our half of the secret.
  private static boolean isOnCurve(BigInteger x, BigInteger y) {
    var curve = PARAMETERS.getCurve();
    var p = ((ECFieldFp) curve.getField()).getP();
    var right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.pow(2).mod(p).equals(right);
  }

  static byte[] write(ECPublicKey key) {
    var point = new byte[POINT];
    point[0] = 4;
    write(key.getW().getAffineX(), point, 1);
    write(key.getW().getAffineY(), point, 1 + COORDINATE);
    return point;
  }

  private static void write(BigInteger coordinate, byte[] into, int at) {
    byte[] bytes = coordinate.toByteArray();
    int length = Math.min(COORDINATE, bytes.length);
    System.arraycopy(bytes, bytes.length - length, into, at + COORDINATE - length, length);
  }
}
