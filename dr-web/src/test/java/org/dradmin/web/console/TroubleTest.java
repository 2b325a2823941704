package org.dradmin.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.Outlook;
import org.dradmin.recovery.Preview;
import org.dradmin.recovery.Preview.Seen;
import org.dradmin.recovery.Preview.StepPreview;
import org.junit.jupiter.api.Test;

class TroubleTest {

    private static StepPreview step(int index, String name, String connector, Outlook outlook) {
        return new StepPreview("Group " + index, index, name, connector, true, List.of(new Seen(outlook, name + " was looked at.", List.of())), false,
                List.of(), null, 0);
    }

    private static List<Trouble> in(StepPreview... steps) {
        return Trouble.in(new Preview(Mode.PLANNED, Mode.PLANNED, "Because.", 1, 3, List.of(steps)));
    }

    @Test
    void namesTheEarlierStepThatMayPutItRight() {
        assertThat(in(step(0, "Rebuild", "webhook", Outlook.READY), step(1, "Promote", "postgresql", Outlook.UNREACHABLE)))
                .containsExactly(new Trouble("Promote: Promote was looked at. The step \"Rebuild\" comes first and may change that.", false));
        assertThat(in(step(0, "Rebuild", "webhook", Outlook.THERE), step(1, "Promote", "postgresql", Outlook.UNREACHABLE))).singleElement()
                .matches(Trouble::grave);
    }

    @Test
    void countsOnNoEarlierStepToSetRightARecordThatSomebodyChanged() {
        assertThat(in(step(0, "Fence", "webhook", Outlook.READY), step(1, "Names", "dns", Outlook.REFUSED), step(2, "Front door", "front-door", Outlook.THERE)))
                .containsExactly(new Trouble("Names: Names was looked at.", true));
        assertThat(in(step(0, "Names", "dns", Outlook.REFUSED), step(1, "Fence", "webhook", Outlook.READY))).singleElement().matches(Trouble::grave);
    }
}
