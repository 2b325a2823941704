package org.dradmin;

import org.dradmin.test.Installation;
import org.dradmin.test.UiTest;

/** The flow on the WAR, on stock Payara Micro. */
@UiTest(Installation.MICRO)
class FailoverFlowOnMicroUiIT extends FailoverFlow {
}
