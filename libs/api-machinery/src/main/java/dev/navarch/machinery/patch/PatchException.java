package dev.navarch.machinery.patch;

/** A patch that does not fit the object, or is none. */
final class PatchException extends RuntimeException {
    /** How upstream answers it. */
    enum Answer {
        /** 400. */
        MALFORMED,
        /** 422, with words that tell nothing. */
        UNFIT,
        /** 500: upstream did not expect it either. */
        UNEXPECTED
    }

    private final String text;
    private final Answer answer;

    private PatchException(Answer answer, String text) {
        super(text, null, false, false);
        this.text = text;
        this.answer = answer;
    }

    static PatchException malformed(String text) {
        return new PatchException(Answer.MALFORMED, text);
    }

    static PatchException unfit(String text) {
        return new PatchException(Answer.UNFIT, text);
    }

    static PatchException unexpected(String text) {
        return new PatchException(Answer.UNEXPECTED, text);
    }

    Answer answer() {
        return answer;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
