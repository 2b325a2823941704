package org.dradmin.recovery.connector.haproxy;

import java.nio.file.Path;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.test.HaproxyServer;

/** Has HAProxy reloaded right before the so-manieth connection to its socket. */
class ReloadingReach extends Reach {

    private final HaproxyServer haproxy;
    private int left;

    ReloadingReach(Settings settings, HaproxyServer haproxy, int point) {
        super(settings);
        this.haproxy = haproxy;
        this.left = point;
    }

    @Override
    public Path file(String path) {
        if (path.endsWith(".sock") && --left == 0) {
            haproxy.reload();
        }
        return super.file(path);
    }

    /** Whether it came to that. */
    boolean reloaded() {
        return left <= 0;
    }
}
