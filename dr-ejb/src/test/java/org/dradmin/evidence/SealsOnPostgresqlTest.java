package org.dradmin.evidence;

import org.dradmin.TestsOnPostgresql;

@TestsOnPostgresql
class SealsOnPostgresqlTest extends SealsTest {
}
