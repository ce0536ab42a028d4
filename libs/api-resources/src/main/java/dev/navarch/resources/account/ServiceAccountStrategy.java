package dev.navarch.resources.account;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.node.ObjectNode;

final class ServiceAccountStrategy extends KindStrategy {
    @Override
    public void prepareForCreate(ObjectNode account) {
        nameSecretsOnly(account);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        nameSecretsOnly(updated);
    }

    private static void nameSecretsOnly(ObjectNode account) {
        for (var secret : Tree.objects(account, "secrets")) secret.retain("name");
    }
}
