package org.dradmin.evidence;

import org.dradmin.TestsOnPostgresql;

@TestsOnPostgresql
class TamperedLogOnPostgresqlTest extends TamperedLogTest {
}
