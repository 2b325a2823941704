package org.dradmin;

import org.dradmin.test.Installation;
import org.dradmin.test.UiTest;

/** The flow on the EAR that ships, on Payara Server. */
@UiTest(Installation.SERVER)
class FailoverFlowUiIT extends FailoverFlow {
}
