package dev.navarch.client.rest;

/** Who asks, where it is not said by the connection. */
interface Bearer {
    Bearer NONE = new Bearer() {
        @Override
        public String token() {
            return "";
        }

        @Override
        public void refused() {}
    };

    /** Empty for none. */
    String token();

    /** The server did not accept the last token (401). */
    void refused();
}
