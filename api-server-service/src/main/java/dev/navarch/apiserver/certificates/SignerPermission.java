package dev.navarch.apiserver.certificates;

import dev.navarch.apiserver.authorization.Authorizer;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;

/** Whether a user has a verb on a signer, by its own name or by {@code domain/*}. */
record SignerPermission(Authorizer authorizer) {
    boolean allows(UserInfo user, String verb, String signer) {
        return allowsExactly(user, verb, signer)
                || allowsExactly(user, verb, signer.substring(0, Math.max(0, signer.indexOf('/'))) + "/*");
    }

    private boolean allowsExactly(UserInfo user, String verb, String name) {
        var group = SigningRequests.RESOURCE.group();
        var asked = new RequestInfo(true, verb, group, "*", "", "signers", "", name, "");
        return authorizer.authorize(user, asked) instanceof Authorizer.Decision.Allowed;
    }
}
