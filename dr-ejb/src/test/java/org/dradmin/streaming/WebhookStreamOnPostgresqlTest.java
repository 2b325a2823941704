package org.dradmin.streaming;

import org.dradmin.TestsOnPostgresql;

@TestsOnPostgresql
class WebhookStreamOnPostgresqlTest extends WebhookStreamTest {
}
