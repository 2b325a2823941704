package org.dradmin.streaming;

import org.dradmin.TestsOnPostgresql;

@TestsOnPostgresql
class LogStreamsOnPostgresqlTest extends LogStreamsTest {
}
