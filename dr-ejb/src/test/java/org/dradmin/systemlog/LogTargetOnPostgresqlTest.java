package org.dradmin.systemlog;

import org.dradmin.TestsOnPostgresql;

@TestsOnPostgresql
class LogTargetOnPostgresqlTest extends LogTargetTest {
}
