package dev.navarch.resources.account;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.ColumnForm;

final class ServiceAccountColumns {
    static final TableColumns COLUMNS = ColumnForm.named().age().columns();

    private ServiceAccountColumns() {}
}
