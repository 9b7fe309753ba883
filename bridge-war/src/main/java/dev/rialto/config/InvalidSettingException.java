package dev.rialto.config;

/** A setting that stops the deployment. The message is one sentence that names it and the mend. */
public final class InvalidSettingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the sentence. */
  public InvalidSettingException(String sentence) {
    super(sentence);
  }

  /** With the sentence, and what brought it up. */
  public InvalidSettingException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
