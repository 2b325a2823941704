package org.dradmin.platform.database;

import org.dradmin.TestsOnPostgresql;

@TestsOnPostgresql
class NamedRowsOnPostgresqlTest extends NamedRowsTest {
}
