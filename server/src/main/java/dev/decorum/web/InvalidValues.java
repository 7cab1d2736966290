package dev.decorum.web;

/// Values of a request that are not as they have to be, found by more than annotations. A page
/// shows its form again and needs no exception; the API answers 422 with the errors.
public final class InvalidValues extends RuntimeException {

  private final FormErrors errors;

  public InvalidValues(FormErrors errors) {
    super("values.invalid", null, false, false);
    this.errors = errors;
  }

  public FormErrors errors() {
    return errors;
  }
}
