package org.dradmin.recovery.engine;

import org.dradmin.TestsOnPostgresql;

@TestsOnPostgresql
class OperationRunnerOnPostgresqlTest extends OperationRunnerTest {
}
