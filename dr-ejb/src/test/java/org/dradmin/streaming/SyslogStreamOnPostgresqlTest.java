package org.dradmin.streaming;

import org.dradmin.TestsOnPostgresql;
import org.dradmin.test.Needs;

@TestsOnPostgresql
@Needs({"rsyslogd", "openssl", "initdb"})
class SyslogStreamOnPostgresqlTest extends SyslogStreamTest {
}
