package org.dradmin.evidence;

import org.dradmin.TestsOnPostgresql;

@TestsOnPostgresql
class RetentionOnPostgresqlTest extends RetentionTest {
}
